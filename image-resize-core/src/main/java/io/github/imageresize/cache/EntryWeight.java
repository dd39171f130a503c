package io.github.imageresize.cache;

/**
 * What an entry takes of the heap, together with its key and its places in tables. Texts are
 * counted as often as they may be held: a path is held by the key, by the key's canonical text, and
 * by the table of generations.
 */
final class EntryWeight {
  /** Objects, table places, and texts of fixed length; more than was measured. */
  static final int OVERHEAD_BYTES = 1024;

  private static final int MOST_COPIES = 3;
  private static final int LAST_LATIN_1 = 0xff;

  private EntryWeight() {}

  static int of(CacheKey key, CacheEntry entry) {
    long texts = MOST_COPIES * (bytes(key.source()) + bytes(key.version())) + texts(entry);
    return (int) Math.min(Integer.MAX_VALUE, OVERHEAD_BYTES + entry.heldBytes() + texts);
  }

  private static long texts(CacheEntry entry) {
    RememberedFailure failure = entry.rememberedFailure();
    return failure == null ? bytes(entry.sourceVersion()) : failureTexts(failure);
  }

  private static long failureTexts(RememberedFailure failure) {
    return bytes(failure.message()) + bytes(failure.publicMessage());
  }

  /** As the JVM holds them: two bytes a character unless all are of Latin 1. */
  private static long bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_LATIN_1) {
        return 2L * text.length();
      }
    }
    return text.length();
  }
}
