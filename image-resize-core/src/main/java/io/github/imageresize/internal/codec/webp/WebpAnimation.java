package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.PlanarImage;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/** The frames of an animated WebP, each decoded when it is asked for. Not thread-safe. */
final class WebpAnimation implements Animation {
  private final WebpContainer container;
  private final WebpFrames frames;
  private final DecodeRequest terms;
  private final BiFunction<WebpFrame, DecodeRequest, PlanarImage> decoder;
  private int given;

  /**
   * The frames of a file.
   *
   * @param terms what is decoded is all of each frame, on these terms
   * @param decoder decodes the picture of a frame
   */
  WebpAnimation(
      WebpContainer container,
      DecodeRequest terms,
      BiFunction<WebpFrame, DecodeRequest, PlanarImage> decoder) {
    this.container = container;
    this.terms = terms;
    this.decoder = decoder;
    frames = container.frames();
  }

  @Override
  public int width() {
    return container.header().width();
  }

  @Override
  public int height() {
    return container.header().height();
  }

  @Override
  public int loops() {
    return container.loops();
  }

  @Override
  public boolean hasNext() {
    return given < container.header().frames();
  }

  @Override
  public Frame next() {
    if (!hasNext() || !frames.advance()) {
      throw new NoSuchElementException("WebP has " + container.header().frames() + " frames");
    }
    given++;
    PlanarImage picture = decoder.apply(frames.frame(), terms);
    if (!hasNext() && container.endsWithBrokenFrame()) {
      terms.damage().foundWithin("WebP frames", given, given + 1L, "frames");
    }
    return new Frame(
        picture,
        frames.frame().x(),
        frames.frame().y(),
        frames.duration(),
        frames.disposal(),
        frames.blending());
  }
}
