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
 *   <li>No format, if the client takes PNG and likes it no better than JPEG: the image keeps that
 *       of the original, or becomes JPEG or PNG by its transparency, which JPEG would lose.
 *   <li>PNG, if the client likes it better than JPEG.
 *   <li>JPEG, if of JPEG and PNG the client takes JPEG alone, unless it names WebP, which keeps
 *       transparency too.
 *   <li>If neither is acceptable, GIF, or no format: to send an image that the client may refuse is
 *       better than to refuse the client (RFC 9110, section 12.1).
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
    boolean webp = accept.names(ImageFormat.WEBP) && writable.contains(ImageFormat.WEBP);
    if (webp && accept.quality(ImageFormat.WEBP) >= Math.max(jpeg, png)) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (png > jpeg) {
      return Optional.of(ImageFormat.PNG).filter(writable::contains);
    }
    if (png > 0) {
      return Optional.empty();
    }
    if (jpeg > 0) {
      ImageFormat taken = webp ? ImageFormat.WEBP : ImageFormat.JPEG;
      return Optional.of(taken).filter(writable::contains);
    }
    return accept.quality(ImageFormat.GIF) > 0
        ? Optional.of(ImageFormat.GIF).filter(writable::contains)
        : Optional.empty();
  }
}
