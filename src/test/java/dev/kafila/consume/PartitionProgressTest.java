package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  private static final class Item implements PartitionProgress.Entry {
    private final long offset;
    private boolean finished;

    Item(long offset) {
      this.offset = offset;
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public int size() {
      return (int) (offset % 5);
    }

    @Override
    public boolean finished() {
      return finished;
    }
  }

  @Property
  void position_is_the_lowest_unfinished_offset(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int steps) {
    // Given
    var random = new Random(seed);
    var progress = new PartitionProgress<Item>();
    List<Item> open = new ArrayList<>();
    var unfinished = new TreeSet<Long>();
    long offset = random.nextInt(1000);
    long next = PartitionProgress.NOTHING;
    long last = PartitionProgress.NOTHING;

    for (int step = 0; step < steps; step++) {
      // When
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> {
          var item = new Item(offset);
          progress.add(item);
          open.add(item);
          unfinished.add(offset);
          next = offset + 1;
          offset += 1 + random.nextInt(3);
        }
        case 4 -> {
          progress.passOver(offset);
          next = offset + 1;
          offset += 1 + random.nextInt(3);
        }
        case 5, 6 -> {
          if (!open.isEmpty()) {
            var item = open.remove(random.nextInt(open.size()));
            item.finished = true;
            unfinished.remove(item.offset);
          }
        }
        default -> progress.sweep();
      }

      // Then
      long position = progress.position();
      assertThat(position).isEqualTo(unfinished.isEmpty() ? next : unfinished.first());
      assertThat(position).isGreaterThanOrEqualTo(last);
      assertThat(progress.size()).isGreaterThanOrEqualTo(unfinished.size());
      assertThat(progress.bytes())
          .isGreaterThanOrEqualTo(unfinished.stream().mapToLong(one -> one % 5).sum());
      last = position;
    }
    progress.sweep();
    assertThat(progress.size()).isEqualTo(unfinished.size());
    assertThat(progress.bytes()).isEqualTo(unfinished.stream().mapToLong(one -> one % 5).sum());
  }

  @Test
  void one_slow_record_costs_no_memory_for_those_behind_it() {
    // Given
    var progress = new PartitionProgress<Item>();
    progress.add(new Item(0));

    // When
    for (long offset = 1; offset < 100_000; offset++) {
      var item = new Item(offset);
      item.finished = true;
      progress.add(item);
    }

    // Then
    assertThat(progress.position()).isZero();
    assertThat(progress.size()).isLessThan(2_000);
    assertThat(progress.oldest().offset()).isZero();
    assertThat(progress.next()).isEqualTo(100_000);
  }

  @Test
  void offsets_never_go_back() {
    // Given
    var progress = new PartitionProgress<Item>();
    progress.passOver(7);

    // When / Then
    assertThatThrownBy(() -> progress.add(new Item(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("offset 7 after position 8");
  }

  @Test
  void nothing_read_is_nothing_to_commit() {
    // Given
    var progress = new PartitionProgress<Item>();

    // When
    long position = progress.position();

    // Then
    assertThat(position).isEqualTo(PartitionProgress.NOTHING);
    assertThat(progress.oldest()).isNull();
  }
}
