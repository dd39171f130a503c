package io.github.imageresize.codec.imageio;

import io.github.imageresize.Deadline;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * What a plug-in reads from: an original in memory, without a copy, as long as there is time. A
 * plug-in that goes on for ever still reads.
 */
final class WatchedInput extends ImageInputStreamImpl {
  private final JoinedBytes bytes;
  private Deadline deadline = Deadline.NONE;

  WatchedInput(JoinedBytes bytes) {
    this.bytes = bytes;
  }

  void watch(Deadline watched) {
    deadline = watched;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    deadline.check();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length()) {
      return -1;
    }
    int count = bytes.copy(streamPos, to, offset, length);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length();
  }
}
