package io.github.imageresize.codec.png;

import io.github.imageresize.codec.BadImage;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The zlib stream that the IDAT chunks hold together. */
final class PngPixelData {
  private final byte[] png;
  private final PngChunks chunks;
  private final Inflater inflater = new Inflater();

  /** Begins at the IDAT at which {@code chunks} stands. */
  PngPixelData(byte[] png, PngChunks chunks) {
    this.png = png;
    this.chunks = chunks;
    supplyChunk();
  }

  /** Fills {@code target}; a stream that has less is corrupt. */
  void read(byte[] target, int length) {
    try {
      int done = 0;
      while (done < length) {
        int count = inflater.inflate(target, done, length - done);
        done += count;
        if (count == 0) {
          supply();
        }
      }
    } catch (DataFormatException e) {
      throw BadImage.corrupt("PNG pixels are damaged: " + e.getMessage(), e);
    }
  }

  private void supply() {
    if (inflater.finished() || inflater.needsDictionary()) {
      throw BadImage.corrupt("PNG has fewer pixels than its header says");
    }
    chunks.advance();
    if (!chunks.is("IDAT")) {
      throw BadImage.corrupt("PNG has fewer pixels than its header says");
    }
    supplyChunk();
  }

  private void supplyChunk() {
    chunks.requireIntact();
    inflater.setInput(png, chunks.start(), chunks.length());
  }

  void close() {
    inflater.end();
  }
}
