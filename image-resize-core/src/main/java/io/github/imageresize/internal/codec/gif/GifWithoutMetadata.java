package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A GIF file with nothing but its frames, how they are drawn, and how often they are shown. */
final class GifWithoutMetadata {
  private static final int HEADER = 13;
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int END = 0x3b;
  private static final int DRAWING = 0xf9;
  private static final int APPLICATION = 0xff;
  private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

  private final byte[] gif;
  private final PiecewiseOutput out = new PiecewiseOutput();

  private final boolean allFrames;

  private GifWithoutMetadata(byte[] gif, boolean allFrames) {
    this.gif = gif;
    this.allFrames = allFrames;
  }

  /** The file anew, with all frames or the first alone; empty if it is not intact so far. */
  static Optional<byte[]> of(byte[] gif, boolean allFrames) {
    GifWithoutMetadata file = new GifWithoutMetadata(gif, allFrames);
    return file.copied() ? Optional.of(file.out.toByteArray()) : Optional.empty();
  }

  private boolean copied() {
    int at = gif.length < HEADER ? -1 : HEADER + paletteLength(10);
    if (at < 0 || at > gif.length) {
      return false;
    }
    out.write(gif, 0, at);
    while (at < gif.length) {
      int start = at;
      int kind = gif[at] & 0xff;
      if (kind == END) {
        out.write(END);
        return true;
      }
      if (kind == IMAGE && at + 11 <= gif.length) {
        at = blocksEnd(at + 10 + paletteLength(at + 9) + 1);
      } else if (kind == EXTENSION) {
        at = blocksEnd(at + 2);
      } else {
        return false;
      }
      if (at < 0) {
        return false;
      }
      if (kind == IMAGE || isNeeded(start)) {
        out.write(gif, start, at - start);
      }
      if (kind == IMAGE && !allFrames) {
        out.write(END);
        return true;
      }
    }
    return false;
  }

  private boolean isNeeded(int extension) {
    int label = gif[extension + 1] & 0xff;
    boolean named = label == APPLICATION && gif[extension + 2] == 11;
    return label == DRAWING
        || (allFrames
            && named
            && LOOPS.contains(new String(gif, extension + 3, 11, StandardCharsets.US_ASCII)));
  }

  private int paletteLength(int flags) {
    return (gif[flags] & 0x80) == 0 ? 0 : 3 << ((gif[flags] & 7) + 1);
  }

  /** The end of the blocks of data that begin there, or -1 if they have none. */
  private int blocksEnd(int start) {
    int at = start;
    while (at < gif.length) {
      int length = gif[at] & 0xff;
      at += 1 + length;
      if (length == 0) {
        return at;
      }
    }
    return -1;
  }
}
