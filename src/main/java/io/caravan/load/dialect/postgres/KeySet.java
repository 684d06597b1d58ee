package io.caravan.load.dialect.postgres;

/**
 * Tells whether a key may have been met before, from 64 bits of it. It may say yes wrongly, once in
 * a very long time, which costs a sort in the database; a no is always right.
 */
final class KeySet {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long[] slots = new long[1 << 12];
  private int size;
  private boolean sawZero;

  /** The bits of the key between two places of a text, joined to those of the parts before it. */
  static long hash(long before, byte[] text, int from, int to) {
    long hash = before * PRIME + 1;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i] & 0xFF) * PRIME;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** Returns whether the key is surely new. */
  boolean add(long hash) {
    if (hash == 0) {
      boolean first = !sawZero;
      sawZero = true;
      return first;
    }
    if (!put(hash)) {
      return false;
    }
    if (++size > slots.length / 2) {
      grow();
    }
    return true;
  }

  private boolean put(long hash) {
    int slot = (int) (hash >>> 32) & slots.length - 1;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = hash;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        put(hash);
      }
    }
  }
}
