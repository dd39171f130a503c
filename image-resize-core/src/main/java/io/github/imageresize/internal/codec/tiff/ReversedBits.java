package io.github.imageresize.internal.codec.tiff;

/** Chunks whose bytes have their first pixel in the lowest bit. */
final class ReversedBits implements Decompressor {
  private final Decompressor ordinary;
  private byte[] turned = {};

  ReversedBits(Decompressor ordinary) {
    this.ordinary = ordinary;
  }

  @Override
  public void open(Chunk chunk) {
    int length = chunk.to() - chunk.from();
    if (turned.length < length) {
      turned = new byte[length];
    }
    for (int i = 0; i < length; i++) {
      turned[i] = (byte) (Integer.reverse(chunk.bytes()[chunk.from() + i]) >>> 24);
    }
    ordinary.open(new Chunk(turned, 0, length));
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    return ordinary.read(out, offset, length);
  }

  @Override
  public void close() {
    ordinary.close();
  }
}
