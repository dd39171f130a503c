package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry in Redis: the generation of its source (16), the version of this form (1),
 * the first characters of its key's digest (16), and the entry's own byte form, which has a
 * checksum.
 *
 * <p>The part of the digest is there for replies that answer another question: a connection that
 * fell out of step with its server must not give one image for another.
 */
final class StoredValue {
  static final int GENERATION_LENGTH = 16;

  /** What the header adds to the entry's byte form. */
  static final int HEADER_LENGTH = 33;

  private static final byte VERSION = 1;
  private static final int DIGEST_LENGTH = 16;

  private StoredValue() {}

  static byte[] of(byte[] generation, CacheKey key, byte[] entry) {
    byte[] value = new byte[HEADER_LENGTH + entry.length];
    System.arraycopy(generation, 0, value, 0, GENERATION_LENGTH);
    value[GENERATION_LENGTH] = VERSION;
    System.arraycopy(digest(key), 0, value, GENERATION_LENGTH + 1, DIGEST_LENGTH);
    System.arraycopy(entry, 0, value, HEADER_LENGTH, entry.length);
    return value;
  }

  /** What follows the generation in each value of a key that this version writes. */
  static byte[] mark(CacheKey key) {
    byte[] mark = new byte[1 + DIGEST_LENGTH];
    mark[0] = VERSION;
    System.arraycopy(digest(key), 0, mark, 1, DIGEST_LENGTH);
    return mark;
  }

  /** The entry if the value is whole, of this version, of this key, and of this generation. */
  static Optional<CacheEntry> read(
      byte @Nullable [] value, CacheKey key, byte @Nullable [] generation) {
    if (value == null
        || generation == null
        || generation.length != GENERATION_LENGTH
        || value.length <= HEADER_LENGTH
        || value[GENERATION_LENGTH] != VERSION
        || !Arrays.equals(generation, 0, GENERATION_LENGTH, value, 0, GENERATION_LENGTH)
        || !isOf(key, value)) {
      return Optional.empty();
    }
    return CacheEntry.fromBytes(value, HEADER_LENGTH);
  }

  private static boolean isOf(CacheKey key, byte[] value) {
    int start = GENERATION_LENGTH + 1;
    return Arrays.equals(digest(key), 0, DIGEST_LENGTH, value, start, start + DIGEST_LENGTH);
  }

  private static byte[] digest(CacheKey key) {
    return key.digest().getBytes(StandardCharsets.US_ASCII);
  }
}
