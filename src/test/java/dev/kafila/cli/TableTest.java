package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    // When
    var table = new Table("A", "LONG", "LAST").row("wider", "b", "c").row("d", "e", "");

    // Then
    assertThat(table.toString().lines())
        .containsExactly("A      LONG  LAST", "wider  b     c", "d      e");
  }
}
