package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses a format for a request that leaves it open, before the original's own is known.
 *
 * <ol>
 *   <li>Of AVIF, JPEG XL and WebP, in the order of their ranks, the one that can be written, the
 *       client names (wildcards are sent by clients that can't show it), and likes best and no less
 *       than JPEG and PNG.
 *   <li>No format, if the client takes PNG and likes it no better than JPEG: the image keeps that
 *       of the original, or becomes JPEG or PNG by its transparency, which JPEG would lose.
 *   <li>PNG, if the client likes it better than JPEG.
 *   <li>JPEG, if of JPEG and PNG the client takes JPEG alone, unless it names one of those, which
 *       keep transparency too.
 *   <li>If neither is acceptable, GIF, or no format: to send an image that the client may refuse is
 *       better than to refuse the client (RFC 9110, section 12.1).
 * </ol>
 */
final class FormatNegotiation {
  /** The formats in which every engine that writes them writes animations, too. */
  private static final Set<ImageFormat> ANIMATED_BY_ALL =
      Set.of(ImageFormat.WEBP, ImageFormat.PNG, ImageFormat.GIF);

  private final ImageRequest open;
  private final Optional<AcceptHeader> accept;
  private final Set<ImageFormat> writable;
  private final Optional<ImageFormat> chosen;

  /**
   * Negotiates.
   *
   * @param open a request without a format
   * @param accept what the client says of formats, if anything
   * @param writable what can be written
   */
  FormatNegotiation(ImageRequest open, Optional<String> accept, Set<ImageFormat> writable) {
    this.open = open;
    this.accept = accept.map(AcceptHeader::parse);
    this.writable = writable;
    chosen = this.accept.flatMap(header -> choose(header, writable));
  }

  /** The request with the format that was chosen; as it was if none was. */
  ImageRequest request() {
    return chosen.map(this::in).orElse(open);
  }

  /**
   * The request as it would be if some formats could not be written.
   *
   * @return empty if that makes no difference, or is nothing that the client accepts
   */
  Optional<ImageRequest> without(Set<ImageFormat> formats) {
    if (chosen.filter(formats::contains).isEmpty()) {
      return Optional.empty();
    }
    EnumSet<ImageFormat> others = EnumSet.copyOf(writable);
    others.removeAll(formats);
    AcceptHeader header = accept.orElseThrow();
    Optional<ImageFormat> other = choose(header, others);
    boolean accepted =
        other.isPresent()
            ? header.quality(other.get()) > 0
            : header.quality(ImageFormat.JPEG) > 0 && header.quality(ImageFormat.PNG) > 0;
    return accepted ? Optional.of(other.map(this::in).orElse(open)) : Optional.empty();
  }

  /**
   * In a format; animations in another one if that can't be relied on to hold them, since a client
   * who named no format is not to be shown a standing picture.
   */
  private ImageRequest in(ImageFormat format) {
    ImageRequest.Builder request = open.toBuilder().format(format);
    if (!ANIMATED_BY_ALL.contains(format) && format.hasAnimation()) {
      forAnimations().ifPresent(request::animatedFormat);
    }
    return request.build();
  }

  private Optional<ImageFormat> forAnimations() {
    return open.output()
        .animatedFormat()
        .or(() -> accept.flatMap(header -> named(header, writable, ANIMATED_BY_ALL::contains)))
        .or(
            () ->
                Optional.of(ImageFormat.GIF)
                    .filter(writable::contains)
                    .filter(gif -> accept.map(header -> header.quality(gif) > 0).orElse(true)));
  }

  static Optional<ImageFormat> choose(AcceptHeader accept, Set<ImageFormat> writable) {
    int jpeg = accept.quality(ImageFormat.JPEG);
    int png = accept.quality(ImageFormat.PNG);
    Optional<ImageFormat> named = named(accept, writable, format -> true);
    if (named.isPresent() && accept.quality(named.get()) >= Math.max(jpeg, png)) {
      return named;
    }
    if (png > jpeg) {
      return Optional.of(ImageFormat.PNG).filter(writable::contains);
    }
    if (png > 0) {
      return Optional.empty();
    }
    if (jpeg > 0) {
      return Optional.of(named.orElse(ImageFormat.JPEG)).filter(writable::contains);
    }
    return accept.quality(ImageFormat.GIF) > 0
        ? Optional.of(ImageFormat.GIF).filter(writable::contains)
        : Optional.empty();
  }

  /** Of the formats that not every client shows, the one liked best; of equal ones the first. */
  private static Optional<ImageFormat> named(
      AcceptHeader accept, Set<ImageFormat> writable, Predicate<ImageFormat> which) {
    return writable.stream()
        .filter(which)
        .filter(format -> format.negotiationRank().isPresent() && accept.names(format))
        .min(
            Comparator.<ImageFormat>comparingInt(format -> -accept.quality(format))
                .thenComparingInt(format -> format.negotiationRank().getAsInt()));
  }
}
