package io.github.imageresize.http;

import io.github.imageresize.CanonicalRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The strong validator of one representation (RFC 9110, section 8.8.3). It is made of what decides
 * the bytes, the canonical request and the version of the original, so that it is known before any
 * work.
 */
final class EntityTag {
  private static final int BYTES = 16;

  private final String text;

  private EntityTag(String text) {
    this.text = text;
  }

  /** The tag of an image that the engine of the key makes. */
  static EntityTag of(CanonicalRequest key, String sourceVersion) {
    return of(key, sourceVersion, "engine");
  }

  /** The tag of an image that a stand-in made: its bytes differ from those of the key's engine. */
  static EntityTag ofProvisional(CanonicalRequest key, String sourceVersion) {
    return of(key, sourceVersion, "provisional");
  }

  /** The tag of what is known by nothing but its bytes. */
  static EntityTag ofContent(byte[] content) {
    byte[] digest = sha256().digest(content);
    byte[] kept = Arrays.copyOf(digest, BYTES);
    return new EntityTag('"' + Base64.getUrlEncoder().withoutPadding().encodeToString(kept) + '"');
  }

  private static EntityTag of(CanonicalRequest key, String sourceVersion, String maker) {
    String decisive = maker + '\n' + sourceVersion + '\n' + key.explain();
    return ofContent(decisive.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Whether an {@code If-None-Match} field lists this tag, by weak comparison, or is {@code *}. */
  boolean isListedIn(String ifNoneMatch) {
    return ifNoneMatch.strip().equals("*") || isNamedIn(ifNoneMatch);
  }

  /** Whether the field lists this tag itself. */
  boolean isNamedIn(String ifNoneMatch) {
    int open = ifNoneMatch.indexOf('"');
    while (open >= 0) {
      int close = ifNoneMatch.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (close - open + 1 == text.length()
          && ifNoneMatch.regionMatches(open, text, 0, text.length())) {
        return true;
      }
      open = ifNoneMatch.indexOf('"', close + 1);
    }
    return false;
  }

  /** Whether an {@code If-Range} field holds exactly this tag, by strong comparison. */
  boolean equalsStrongly(String ifRange) {
    return ifRange.strip().equals(text);
  }

  /** The field value, with its quotes. */
  @Override
  public String toString() {
    return text;
  }
}
