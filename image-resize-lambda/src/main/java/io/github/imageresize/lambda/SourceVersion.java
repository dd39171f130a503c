package io.github.imageresize.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The version of an original as caches compare and keep it. Whoever names it, bucket or function,
 * may name it at any length; above {@value #MOST_CHARACTERS} characters its SHA-256 stands for it.
 */
final class SourceVersion {
  private static final int MOST_CHARACTERS = 256;

  private SourceVersion() {}

  static String bounded(String version) {
    if (version.length() <= MOST_CHARACTERS) {
      return version;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(version.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
