package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The names under which a store keeps its things in Redis. All names of one source share a hash
 * tag, made of a digest, so that a Cluster keeps them in one slot whatever the source is called.
 *
 * <p>The tag has 128 bits: two sources with equal tags would share a generation, and so be
 * invalidated together, but never an entry, whose name has 256 bits of its own.
 */
record RedisKeys(String prefix) {
  private static final int TAG_BYTES = 16;

  byte[] generation(String source) {
    return bytes(tagged(source) + "g");
  }

  byte[] entry(CacheKey key) {
    return bytes(tagged(key.source()) + key.digest());
  }

  byte[] lease(CacheKey key) {
    return bytes(tagged(key.source()) + key.digest() + ":l");
  }

  byte[] invalidations() {
    return bytes(prefix + "invalidated");
  }

  /** Is never there: what only a master lets be deleted. */
  byte[] probe() {
    return bytes(prefix + "probe");
  }

  private String tagged(String source) {
    byte[] tag = Arrays.copyOf(sha256(bytes(source)), TAG_BYTES);
    return prefix + '{' + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + "}:";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
