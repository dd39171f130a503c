package io.github.imageresize.redis;

import java.security.SecureRandom;

/** Makes names of generations and holders that nobody else makes. Thread-safe. */
final class Tokens {
  private final SecureRandom random = new SecureRandom();

  byte[] next() {
    byte[] token = new byte[StoredValue.GENERATION_LENGTH];
    random.nextBytes(token);
    return token;
  }
}
