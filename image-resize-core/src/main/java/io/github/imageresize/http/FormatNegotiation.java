package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a format for a request that leaves it open, before the original's own is known.
 *
 * <ol>
 *   <li>WebP, if it can be written, the client names it (wildcards are sent by clients that can't
 *       show it), and likes it no less than JPEG and PNG.
 *   <li>No format, if JPEG and PNG are liked alike: the image keeps that of the original, or
 *       becomes JPEG or PNG by its transparency.
 *   <li>Else the one of JPEG and PNG that is liked better.
 *   <li>If neither is acceptable, WebP, GIF, or no format: to send an image that the client may
 *       refuse is better than to refuse the client (RFC 9110, section 12.1).
 * </ol>
 */
final class FormatNegotiation {
  private FormatNegotiation() {}

  static ImageRequest negotiate(
      ImageRequest request, Optional<String> accept, Set<ImageFormat> writable) {
    if (accept.isEmpty()) {
      return request;
    }
    return choose(AcceptHeader.parse(accept.get()), writable)
        .map(format -> request.toBuilder().format(format).build())
        .orElse(request);
  }

  static Optional<ImageFormat> choose(AcceptHeader accept, Set<ImageFormat> writable) {
    int jpeg = accept.quality(ImageFormat.JPEG);
    int png = accept.quality(ImageFormat.PNG);
    if (accept.names(ImageFormat.WEBP)
        && writable.contains(ImageFormat.WEBP)
        && accept.quality(ImageFormat.WEBP) >= Math.max(jpeg, png)) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (jpeg != png) {
      ImageFormat liked = jpeg > png ? ImageFormat.JPEG : ImageFormat.PNG;
      return Optional.of(liked).filter(writable::contains);
    }
    if (jpeg > 0) {
      return Optional.empty();
    }
    return accept.quality(ImageFormat.GIF) > 0
        ? Optional.of(ImageFormat.GIF).filter(writable::contains)
        : Optional.empty();
  }
}
