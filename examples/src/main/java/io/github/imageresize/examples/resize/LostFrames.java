package io.github.imageresize.examples.resize;

import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells where an animation has become a still picture that nobody asked for. */
final class LostFrames {
  private LostFrames() {}

  /** What became of the frames, and what would keep them; empty if none was lost. */
  static Optional<String> note(
      byte[] original, ImageRequest request, ResizedImage image, LocalResizeService service) {
    boolean asked = request.output().frames().filter(Frames.FIRST::equals).isPresent();
    int frames = asked || !mayBeAnimated(original) ? 1 : service.describe(original).frames();
    if (frames == 1) {
      return Optional.empty();
    }
    String lost = "the result has one of the original's " + frames + " frames: ";
    if (!image.format().hasAnimation()) {
      return Optional.of(
          lost + image.format().label() + " holds no animation, gif, png and webp do");
    }
    return service.describe(image.toByteArray()).frames() > 1
        ? Optional.empty()
        : Optional.of(lost + "where together they pass a limit, --frames all names it");
  }

  /** Most originals are spared a closer look: those that lack what each animation has. */
  private static boolean mayBeAnimated(byte[] original) {
    return ImageFormat.GIF.isRecognisedIn(original)
        || (ImageFormat.PNG.isRecognisedIn(original) && contains(original, "acTL"))
        || (ImageFormat.WEBP.isRecognisedIn(original) && contains(original, "ANIM"));
  }

  private static boolean contains(byte[] bytes, String chunk) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(chunk);
  }
}
