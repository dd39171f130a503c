package io.github.imageresize.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where the bytes of an image are that an entry has not got itself, and what they must be.
 *
 * @param name in a {@link LargeImageStore}: the SHA-256 of the bytes in base64url
 * @param length the number of the bytes
 * @param checksum their CRC32C
 */
record Elsewhere(String name, int length, int checksum) {

  static Elsewhere of(ByteBuffer image) {
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(image.duplicate()));
    return new Elsewhere(name, image.remaining(), crc32c(image.duplicate()));
  }

  /** Whether bytes are those of the image; the name is not computed anew for each reading. */
  boolean isOf(byte[] bytes) {
    return bytes.length == length && crc32c(ByteBuffer.wrap(bytes)) == checksum;
  }

  byte[] nameBytes() {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private static int crc32c(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
