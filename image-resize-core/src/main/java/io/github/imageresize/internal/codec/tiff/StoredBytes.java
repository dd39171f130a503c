package io.github.imageresize.internal.codec.tiff;

/** No compression. */
final class StoredBytes implements Decompressor {
  private Chunk chunk = new Chunk(new byte[0], 0, 0);
  private int at;

  @Override
  public void open(Chunk next) {
    chunk = next;
    at = next.from();
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int count = Math.min(length, chunk.to() - at);
    System.arraycopy(chunk.bytes(), at, out, offset, count);
    at += count;
    return count;
  }
}
