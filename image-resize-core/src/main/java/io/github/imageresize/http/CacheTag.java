package io.github.imageresize.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The name of an original for purging, without what separates names in any network's field. */
final class CacheTag {
  private static final int LONGEST = 256;

  private CacheTag() {}

  static String of(String source) {
    String encoded = PercentEncoding.encode(source, "/");
    return encoded.length() <= LONGEST ? encoded : "sha256." + digest(source);
  }

  private static String digest(String source) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
