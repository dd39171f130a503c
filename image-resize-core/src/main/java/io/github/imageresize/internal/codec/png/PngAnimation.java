package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.ImageHeader;
import java.util.NoSuchElementException;

/** The frames of an animated PNG, each decoded when it is asked for. Not thread-safe. */
final class PngAnimation implements Animation {

  /** Decodes a frame as a picture of its own. */
  interface Decoders {
    PngDecoder of(PngLayout layout, PngPixelData data);
  }

  private final ImageHeader header;
  private final PngMetadata metadata;
  private final PngFrames frames;
  private final DecodeRequest terms;
  private final Decoders decoders;
  private int given;

  /**
   * The frames of a file.
   *
   * @param terms what is decoded is all of each frame, on these terms
   */
  PngAnimation(
      ImageHeader header,
      PngMetadata metadata,
      PngFrames frames,
      DecodeRequest terms,
      Decoders decoders) {
    this.header = header;
    this.metadata = metadata;
    this.frames = frames;
    this.terms = terms;
    this.decoders = decoders;
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
    return metadata.loops();
  }

  @Override
  public boolean hasNext() {
    return given < header.frames();
  }

  @Override
  public Frame next() {
    if (!hasNext() || !frames.advance()) {
      throw new NoSuchElementException("PNG has " + header.frames() + " frames");
    }
    given++;
    PngDecoder decoder = decoders.of(frames.layout(), frames.data());
    DecodeRequest whole =
        DecodeRequest.whole(decoder.header()).on(terms.deadline(), terms.damage());
    Frame frame =
        new Frame(
            decoder.decode(whole),
            frames.x(),
            frames.y(),
            frames.duration(),
            frames.disposal(),
            frames.blending());
    if (!hasNext() && metadata.claimedFrames() > given) {
      terms.damage().foundWithin("PNG frames", given, metadata.claimedFrames(), "frames");
    }
    return frame;
  }
}
