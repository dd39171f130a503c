package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.ChangedArea;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.animation.ShownFrame;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.codec.palette.Palette;
import io.github.imageresize.internal.codec.palette.Palette.Deviation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one animation. Each is the rectangle that changed; pixels in it that did not
 * are transparent where that makes it smaller. A frame takes the palette of the screen, which is
 * the first frame's, as long as that shows it about as well, and else brings its own. Not
 * thread-safe.
 */
final class GifAnimationWriter implements FrameMerger.Writer {
  private static final long MOST_HUNDREDTHS = 65_535;

  /** Squared distance of a pixel from its colour that is not seen; and how much more may be. */
  private static final double UNSEEN = 12;

  private static final double TOLERATED = 1.3;

  private final Animation animation;
  private final EncodeRequest request;
  private final GifBlockWriter out = new GifBlockWriter();

  /** What viewers show before the next frame. */
  private final ArgbPixels shown;

  private @Nullable Palette screen;
  private @Nullable Palette last;

  /** How well each palette shows the pixels that it was made for. */
  private Deviation screenFit = new Deviation(0, 0);

  private Deviation lastFit = new Deviation(0, 0);

  GifAnimationWriter(Animation animation, EncodeRequest request) {
    this.animation = animation;
    this.request = request;
    shown = new ArgbPixels(animation.width(), animation.height());
  }

  @Override
  public Duration longest() {
    return Duration.ofMillis(10 * MOST_HUNDREDTHS);
  }

  @Override
  public void write(ShownFrame frame, boolean cleared) {
    Deadline deadline = request.deadline();
    deadline.check();
    ChangedArea area = cleared ? null : ChangedArea.between(shown, frame.pixels());
    if (area == null) {
      // Of what is to be cleared, all has to be drawn; nothing at all is drawn as a pixel.
      area = cleared ? ChangedArea.whole(frame.pixels()) : new ChangedArea(0, 0, 1, 1);
    }
    ArgbPixels full = area.of(frame.pixels());
    ArgbPixels changed = area.of(frame.pixels());
    int unchanged = area.makeUnchangedTransparent(changed, shown);
    Palette palette = palette(changed);
    PiecewiseOutput smallest = compressed(changed, palette);
    if (unchanged > 0 && palette.isExact(full)) {
      PiecewiseOutput opaque = compressed(full, palette);
      smallest = opaque.size() < smallest.size() ? opaque : smallest;
    }
    out.writeControl(
        cleared ? Disposal.CLEAR : Disposal.KEEP,
        hundredths(frame.duration()),
        palette.transparentIndex());
    out.writeDescriptor(
        area.x(), area.y(), area.width(), area.height(), palette == screen ? null : palette);
    out.writePixels(smallest);
    if (cleared) {
      shown.clear();
    } else {
      shown.copy(frame.pixels());
    }
  }

  private Palette palette(ArgbPixels pixels) {
    if (screen != null && suits(screen, screenFit, pixels)) {
      return screen;
    }
    if (last != null && last != screen && suits(last, lastFit, pixels)) {
      return last;
    }
    Palette own = Palette.withTransparency(pixels);
    last = own;
    lastFit = own.fit(pixels);
    if (screen == null) {
      screen = own;
      screenFit = lastFit;
      out.writeScreen(animation.width(), animation.height(), own);
      out.writeLoops(animation.loops());
      out.writeComments(request);
    }
    return own;
  }

  /** Whether other pixels are shown about as well as those that a palette was made for. */
  private static boolean suits(Palette palette, Deviation made, ArgbPixels pixels) {
    Deviation fit = palette.fit(pixels);
    return fit.mean() <= Math.max(UNSEEN, TOLERATED * made.mean())
        && fit.far() <= TOLERATED * made.far();
  }

  private PiecewiseOutput compressed(ArgbPixels pixels, Palette palette) {
    PiecewiseOutput compressed = new PiecewiseOutput();
    GifPixelWriter.write(pixels, palette, request.deadline(), compressed);
    return compressed;
  }

  private static int hundredths(Duration duration) {
    return (int) Math.min(MOST_HUNDREDTHS, Math.max(1, (duration.toMillis() + 5) / 10));
  }

  byte[] finish() {
    return out.finish();
  }
}
