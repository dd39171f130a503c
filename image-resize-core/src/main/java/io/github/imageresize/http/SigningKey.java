package io.github.imageresize.http;

import io.github.imageresize.internal.argument.Require;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that URLs are signed with, and the id that tells it from others. Signatures are
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) in URL-safe Base64 (RFC 4648, section 5) without padding.
 *
 * <p>Immutable and thread-safe; never shows its secret.
 */
public final class SigningKey {
  /** The shortest secret, in bytes; 32 are best (RFC 2104, section 3). */
  public static final int MIN_SECRET_LENGTH = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final String id;
  private final Mac keyed;

  private SigningKey(String id, byte[] secret) {
    Require.matches("id", id, ID, "have 1..32 letters, digits, dashes or underscores");
    Require.that(
        secret.length >= MIN_SECRET_LENGTH,
        "secret",
        "have at least " + MIN_SECRET_LENGTH + " bytes ('openssl rand -hex 32' makes one)",
        secret.length + " bytes of key " + id);
    this.id = id;
    this.keyed = keyed(secret);
  }

  /**
   * A key.
   *
   * @param id names the key in the URLs that are signed with it, and is no secret: 1..32 letters,
   *     digits, dashes or underscores
   * @param secret at least {@value #MIN_SECRET_LENGTH} random bytes; copied
   * @return the key
   * @throws IllegalArgumentException if the id or the secret's length is not so
   */
  public static SigningKey of(String id, byte[] secret) {
    return new SigningKey(id, secret.clone());
  }

  /**
   * A key as in a configuration.
   *
   * @param text id and secret, {@code ID:HEX}
   * @return the key
   * @throws IllegalArgumentException if it is not written so; does not repeat the secret
   */
  public static SigningKey parse(String text) {
    int colon = text.indexOf(':');
    String digits = text.substring(colon + 1);
    Require.that(
        colon >= 0 && digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit),
        "signing key",
        "be ID:HEX, the secret in pairs of hexadecimal digits",
        "written otherwise");
    return new SigningKey(text.substring(0, colon), HexFormat.of().parseHex(digits));
  }

  /**
   * The key's id.
   *
   * @return 1..32 letters, digits, dashes or underscores
   */
  public String id() {
    return id;
  }

  /** The signature of a text. */
  String sign(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
  }

  /** Whether a signature is that of a text; takes the same time wherever the two differ. */
  boolean verifies(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.ISO_8859_1),
        signature.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] digest(String text) {
    try {
      // A copy of a Mac that has taken its key need not take it again.
      Mac mac = (Mac) keyed.clone();
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the platform's HMAC can't be copied", impossible);
    }
  }

  private static Mac keyed(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
