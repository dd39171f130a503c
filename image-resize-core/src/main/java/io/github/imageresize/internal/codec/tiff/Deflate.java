package io.github.imageresize.internal.codec.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** RFC 1950. */
final class Deflate implements Decompressor {
  private final Inflater inflater = new Inflater();

  @Override
  public void open(Chunk chunk) {
    inflater.reset();
    inflater.setInput(chunk.bytes(), chunk.from(), chunk.to() - chunk.from());
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int total = 0;
    try {
      while (total < length) {
        int count = inflater.inflate(out, offset + total, length - total);
        if (count == 0) {
          break;
        }
        total += count;
      }
    } catch (DataFormatException e) {
      return total; // what came before is good
    }
    return total;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
