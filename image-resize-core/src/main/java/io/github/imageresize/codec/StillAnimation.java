package io.github.imageresize.codec;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** A still picture as an animation of one frame. */
final class StillAnimation implements Animation {
  private final ImageHeader header;
  private final Supplier<PlanarImage> picture;
  private boolean shown;

  StillAnimation(ImageHeader header, Supplier<PlanarImage> picture) {
    this.header = header;
    this.picture = picture;
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public int loops() {
    return 1;
  }

  @Override
  public boolean hasNext() {
    return !shown;
  }

  @Override
  public Frame next() {
    if (shown) {
      throw new NoSuchElementException("a still picture has one frame");
    }
    shown = true;
    return Frame.whole(picture.get(), Duration.ZERO);
  }
}
