package io.github.imageresize.http;

import static java.util.function.Predicate.not;

import io.github.imageresize.ImageRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The name of a picture for purging, without what separates names in any network's field. */
final class CacheTag {
  private static final int LONGEST = 256;

  private CacheTag() {}

  /** The names of all pictures that a result shows, the original's first. */
  static List<String> of(ImageRequest request) {
    String original = of(request.source());
    Optional<String> overlay =
        request.effects().overlay().map(shown -> of(shown.source())).filter(not(original::equals));
    return overlay.map(tag -> List.of(original, tag)).orElse(List.of(original));
  }

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
