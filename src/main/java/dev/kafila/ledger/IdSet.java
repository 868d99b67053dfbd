package dev.kafila.ledger;

/** A set of keys, at 16 to 64 bytes each: a topic holds millions. */
final class IdSet {
  private static final int SMALLEST = 16;

  /** Two a slot; a slot of zeros is free. */
  private long[] slots = new long[2 * SMALLEST];

  private int size;
  private boolean hasZero;

  int size() {
    return size;
  }

  boolean contains(EventKey key) {
    if (isZero(key)) {
      return hasZero;
    }
    int slot = slot(slots, key.high(), key.low());
    return slots[slot] != 0 || slots[slot + 1] != 0;
  }

  /**
   * @return false if it was there already
   */
  boolean add(EventKey key) {
    if (contains(key)) {
      return false;
    }
    size++;
    if (isZero(key)) {
      hasZero = true;
      return true;
    }
    if (2 * size > slots.length / 2) {
      grow();
    }
    put(slots, key.high(), key.low());
    return true;
  }

  private static boolean isZero(EventKey key) {
    return key.high() == 0 && key.low() == 0;
  }

  private void grow() {
    var larger = new long[Math.multiplyExact(slots.length, 2)];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        put(larger, slots[i], slots[i + 1]);
      }
    }
    slots = larger;
  }

  private static void put(long[] slots, long high, long low) {
    int slot = slot(slots, high, low);
    slots[slot] = high;
    slots[slot + 1] = low;
  }

  /** Where the key is, or would be. */
  private static int slot(long[] slots, long high, long low) {
    // Ids of one millisecond share their high bits, so both halves are mixed.
    long mixed = (high * 0x9E3779B97F4A7C15L) ^ (low * 0xC2B2AE3D27D4EB4FL);
    mixed ^= mixed >>> 32;
    int mask = slots.length / 2 - 1;
    int at = (int) mixed & mask;
    while ((slots[2 * at] != 0 || slots[2 * at + 1] != 0)
        && (slots[2 * at] != high || slots[2 * at + 1] != low)) {
      at = (at + 1) & mask;
    }
    return 2 * at;
  }
}
