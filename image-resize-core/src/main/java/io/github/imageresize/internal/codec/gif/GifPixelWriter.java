package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Compresses colour indices into sub-blocks (GIF89a appendix F). */
final class GifPixelWriter {
  private static final int MOST_CODES = 4096;
  private static final int SLOTS = 1 << 14;
  private static final int PIXELS_BETWEEN_CHECKS = 1 << 16;

  private final ByteArrayOutputStream out;
  private final int clearCode;
  private final int firstCodeSize;

  /** (prefix, suffix) of a code, at the slot that they hash to; -1 if free. */
  private final int[] keys = new int[SLOTS];

  private final short[] values = new short[SLOTS];
  private final byte[] block = new byte[255];
  private int blockLength;
  private int bits;
  private int bitCount;
  private int codeSize;
  private int codes;

  GifPixelWriter(ByteArrayOutputStream out, int bitsPerIndex) {
    this.out = out;
    int size = Math.max(2, bitsPerIndex);
    out.write(size);
    clearCode = 1 << size;
    firstCodeSize = size + 1;
  }

  void write(byte[] indices, Deadline deadline) {
    clear();
    int prefix = indices[0] & 0xFF;
    for (int i = 1; i < indices.length; i++) {
      if (i % PIXELS_BETWEEN_CHECKS == 0) {
        deadline.check();
      }
      int suffix = indices[i] & 0xFF;
      int key = prefix << 8 | suffix;
      int slot = slot(key);
      if (keys[slot] == key) {
        prefix = values[slot];
      } else {
        writeCode(prefix);
        addCode(slot, key);
        prefix = suffix;
      }
    }
    writeCode(prefix);
    addCode(slot(-2), -2); // as decoders do, which may widen the code that ends the data
    writeCode(clearCode + 1);
    if (bitCount > 0) {
      writeByte(bits);
    }
    writeBlock();
    out.write(0);
  }

  private int slot(int key) {
    int slot = (key * 0x9E3779B1) >>> 18;
    while (keys[slot] != -1 && keys[slot] != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private void addCode(int slot, int key) {
    if (codes == MOST_CODES) {
      clear();
      return;
    }
    if (codes == 1 << codeSize) {
      codeSize++;
    }
    keys[slot] = key;
    values[slot] = (short) codes++;
  }

  private void clear() {
    if (codeSize == 0) {
      codeSize = firstCodeSize;
    }
    writeCode(clearCode);
    codeSize = firstCodeSize;
    codes = clearCode + 2;
    Arrays.fill(keys, -1);
  }

  private void writeCode(int code) {
    bits |= code << bitCount;
    bitCount += codeSize;
    while (bitCount >= 8) {
      writeByte(bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void writeByte(int value) {
    block[blockLength++] = (byte) value;
    if (blockLength == block.length) {
      writeBlock();
    }
  }

  private void writeBlock() {
    if (blockLength > 0) {
      out.write(blockLength);
      out.write(block, 0, blockLength);
      blockLength = 0;
    }
  }
}
