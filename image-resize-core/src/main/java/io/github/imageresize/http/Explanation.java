package io.github.imageresize.http;

import io.github.imageresize.CanonicalRequest;
import io.github.imageresize.ImageRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a handler makes of a URL that it understands, for those who wonder why: {@link
 * ImageHttpHandler#explain}.
 *
 * @param verdict what the policy says
 * @param request what would be answered, its format negotiated; null if the policy refuses
 * @param key what the image is kept under; null if the policy refuses, and for a description, of
 *     which there is one for each original
 * @param negotiated whether the {@code Accept} field had a say in the format
 * @param cacheControl what browsers and shared caches would be told of what is made well
 */
public record Explanation(
    Verdict verdict,
    @Nullable ImageRequest request,
    @Nullable CanonicalRequest key,
    boolean negotiated,
    String cacheControl) {

  /**
   * Checks that nothing is missing.
   *
   * @param verdict what the policy says
   * @param request what would be answered; null if the policy refuses
   * @param key what the image is kept under; null if the policy refuses, and for a description
   * @param negotiated whether the {@code Accept} field had a say in the format
   * @param cacheControl what browsers and shared caches would be told
   */
  public Explanation {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(cacheControl, "cacheControl");
  }

  /**
   * Whether a description would be answered, in the place of an image.
   *
   * @return false if the policy refuses
   */
  public boolean isDescription() {
    return request != null && key == null;
  }
}
