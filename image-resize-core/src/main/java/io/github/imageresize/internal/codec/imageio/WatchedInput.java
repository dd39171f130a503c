package io.github.imageresize.internal.codec.imageio;

import io.github.imageresize.Deadline;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * What a plug-in reads from: an original in memory, without a copy, as long as there is time. A
 * plug-in that goes on for ever still reads.
 */
public final class WatchedInput extends ImageInputStreamImpl {
  private static final int BYTES_BETWEEN_LOOKS = 1024;

  private final JoinedBytes bytes;
  private Deadline deadline = Deadline.NONE;
  private int reads;

  WatchedInput(JoinedBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * A file as it is.
   *
   * @param file not copied, and not to be written to
   * @param deadline of whoever reads
   * @return a stream at its beginning
   */
  public static WatchedInput of(byte[] file, Deadline deadline) {
    WatchedInput input = new WatchedInput(JoinedBytes.of(file));
    input.watch(deadline);
    return input;
  }

  void watch(Deadline watched) {
    deadline = watched;
  }

  @Override
  public int read() {
    look();
    bitOffset = 0;
    return streamPos >= bytes.length() ? -1 : bytes.get(streamPos++);
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (length >= BYTES_BETWEEN_LOOKS) {
      deadline.check();
    } else {
      look();
    }
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

  /** Some plug-ins read byte by byte, which is not the time to ask a clock each time. */
  private void look() {
    if (++reads == BYTES_BETWEEN_LOOKS) {
      reads = 0;
      deadline.check();
    }
  }

  @Override
  public long length() {
    return bytes.length();
  }
}
