package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP file (RFC 9649 section 2): its still picture or its frames, and what is
 * known of them. Chunks that reach past the end of the file count as far as they go.
 */
final class WebpContainer {
  private static final int RIFF_HEADER = 12;
  private static final int LARGEST_PROFILE = 4 << 20;
  private static final int ALPHA_FLAG = 0x10;

  private final WebpBytes webp;
  private final int width;
  private final int height;
  private final boolean still;
  private final boolean alpha;
  private final WebpFrame picture;
  private final int frameCount;
  private int loops = 1;
  private boolean endsWithBrokenFrame;
  private @Nullable IccProfile profile;
  private @Nullable ExifTags exif;

  WebpContainer(byte[] bytes) {
    webp = new WebpBytes(bytes);
    WebpFrame stillPicture = null;
    WebpFrame frame = null;
    WebpChunk extended = null;
    WebpChunk alphaChunk = null;
    Optional<WebpChunk> chunk = webp.chunk(RIFF_HEADER);
    for (; chunk.isPresent(); chunk = webp.chunk(chunk.get().end())) {
      WebpChunk found = chunk.get();
      switch (found.type()) {
        case "VP8X" -> extended = found.length() >= 10 ? found : extended;
        case "ALPH" -> alphaChunk = alphaChunk == null ? found : alphaChunk;
        case "VP8 ", "VP8L" ->
            stillPicture =
                stillPicture == null ? WebpFrame.of(webp, 0, 0, alphaChunk, found) : stillPicture;
        case "ANMF" -> frame = frame == null ? WebpFrame.ofAnimation(webp, found) : frame;
        case "ANIM" -> loops = found.length() >= 6 ? webp.int16(found.start() + 4) : loops;
        case "ICCP" -> readProfile(found);
        case "EXIF" -> exif = exif == null ? webp.exif(found) : exif;
        default -> {}
      }
    }
    WebpFrame shown = stillPicture != null ? stillPicture : frame;
    if (shown == null) {
      throw BadImage.corrupt("WebP has no intact picture header");
    }
    picture = shown;
    still = stillPicture != null;
    WebpBitstream pixels = shown.bitstream();
    width = extended == null ? pixels.width() : 1 + webp.int24(extended.start() + 4);
    height = extended == null ? pixels.height() : 1 + webp.int24(extended.start() + 7);
    requireOnCanvas(pixels);
    frameCount = still ? 1 : countFrames();
    alpha =
        (extended != null && (webp.int8(extended.start()) & ALPHA_FLAG) != 0)
            || pixels.alpha()
            || !shown.pixels().whole()
            || !shown.covers(width, height);
  }

  /** At least one, as a first frame is shown that does not have the sides that it claims. */
  private int countFrames() {
    WebpFrames all = frames();
    int count = 0;
    while (all.advance()) {
      count++;
    }
    endsWithBrokenFrame = all.endsWithBrokenFrame();
    return Math.max(1, count);
  }

  /** All frames from the first on. */
  WebpFrames frames() {
    return new WebpFrames(webp, width, height);
  }

  /** How often they are shown; 0 for ever. */
  int loops() {
    return loops;
  }

  /** Whether behind the frames there is one that is broken. */
  boolean endsWithBrokenFrame() {
    return endsWithBrokenFrame;
  }

  private void readProfile(WebpChunk chunk) {
    if (profile == null && chunk.whole() && chunk.length() <= LARGEST_PROFILE) {
      profile = IccProfile.deferred(chunk.length(), () -> webp.data(chunk));
    }
  }

  /** A still picture must have the canvas's size, and a frame must lie within it. */
  private void requireOnCanvas(WebpBitstream pixels) {
    long right = (long) picture.x() + pixels.width();
    long bottom = (long) picture.y() + pixels.height();
    boolean fits = !still || (right == width && bottom == height);
    if (!fits || right > width || bottom > height) {
      throw BadImage.corrupt(
          "WebP canvas is %dx%d, but its picture ends at %dx%d"
              .formatted(width, height, right, bottom));
    }
  }

  /** The still picture, or the first frame of an animation. */
  WebpFrame picture() {
    return picture;
  }

  /** Whether the file can be decoded as it is: no animation, and not cut short. */
  boolean isPlain() {
    return still && picture.pixels().whole();
  }

  /** A file of its own that holds the picture alone, and claims no more than is there. */
  byte[] stillFile() {
    return stillFile(picture);
  }

  /** The same of any frame. */
  byte[] stillFile(WebpFrame frame) {
    return webp.still(frame.alpha(), frame.pixels(), frame.bitstream());
  }

  ImageHeader header() {
    ExifTags tags = exif == null ? ExifTags.NONE : exif;
    return ImageHeader.builder(WebpCodec.FORMAT, width, height)
        .frames(frameCount)
        .orientation(tags.orientation())
        .alpha(alpha)
        .iccProfile(profile)
        .copyright(tags.copyright())
        .artist(tags.artist())
        .build();
  }
}
