package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.Frame.Blending;
import io.github.imageresize.internal.codec.lzw.LzwDecoder;
import java.util.NoSuchElementException;

/** The frames of a GIF as they are stored, each decoded when it is asked for. Not thread-safe. */
final class GifAnimation implements Animation {
  private final byte[] gif;
  private final GifFile file;
  private final DecodeRequest terms;
  private final GifBlocks blocks;
  private final LzwDecoder pixels = new LzwDecoder();
  private int given;

  /**
   * The frames of a file that has at least one.
   *
   * @param terms what is decoded is all of each frame, on these terms
   */
  GifAnimation(byte[] gif, GifFile file, DecodeRequest terms) {
    this.gif = gif;
    this.file = file;
    this.terms = terms;
    blocks = file.blocks();
  }

  @Override
  public int width() {
    return file.width();
  }

  @Override
  public int height() {
    return file.height();
  }

  @Override
  public int loops() {
    return file.loops();
  }

  @Override
  public boolean hasNext() {
    return given < file.frames();
  }

  @Override
  public Frame next() {
    if (!hasNext() || !blocks.advance()) {
      throw new NoSuchElementException("GIF has " + file.frames() + " frames");
    }
    given++;
    GifFrame stored = blocks.frame();
    GifFrame frame = stored.atOrigin();
    GifFrameRows rows = new GifFrameRows(gif, frame, pixels, terms.deadline());
    long arrived = rows.arrived();
    long whole = frame.pixels();
    if (arrived < whole) {
      tellMissing(arrived, whole);
    }
    DecodeRequest part =
        new DecodeRequest(0, 0, frame.width(), frame.height(), 1, 1, false)
            .on(terms.deadline(), terms.damage());
    return new Frame(
        new GifPlanes(part, frame.width(), frame.height()).of(rows),
        stored.x(),
        stored.y(),
        blocks.duration(),
        blocks.disposal(),
        Blending.OVER);
  }

  /** Frames behind the first show what arrived of them over what was there. */
  private void tellMissing(long arrived, long whole) {
    String what = "GIF pixel data of frame " + given + " of " + file.frames();
    if (given == 1) {
      terms.damage().found(what, arrived, whole, "pixels");
    } else {
      terms.damage().foundWithin(what, arrived, whole, "pixels");
    }
  }
}
