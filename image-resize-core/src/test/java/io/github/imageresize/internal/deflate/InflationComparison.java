package io.github.imageresize.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Deadline;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the same data by {@link InflatedStream} and by {@link Inflater}, and compares. */
final class InflationComparison {
  private static final int MOST = 8 << 20;

  private InflationComparison() {}

  /**
   * Fails unless both give the same bytes, and agree whether the stream ends well.
   *
   * @param seed decides into which pieces data are cut, and how many bytes are read at once
   */
  static void check(byte[] zlib, long seed) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    boolean intact = inflateByZlib(zlib, expected);
    byte[] bytes = expected.toByteArray();
    if (bytes.length == MOST) {
      return;
    }
    Random random = new Random(seed);
    InflatedStream stream = new InflatedStream(new RandomPieces(zlib, random), 5000);
    int read = 0;
    while (read < bytes.length) {
      int length = Math.min(1 + random.nextInt(5000), bytes.length - read);
      int at = stream.read(length, Deadline.NONE);
      assertThat(at).as("%d bytes at %d of %d", length, read, bytes.length).isNotNegative();
      assertThat(Arrays.equals(stream.array(), at, at + length, bytes, read, read + length))
          .as("%d bytes at %d", length, read)
          .isTrue();
      read += length;
    }
    assertThat(stream.read(1, Deadline.NONE)).as("behind the end").isEqualTo(-1);
    assertThat(new InflatedStream(new RandomPieces(zlib, random), 1).endsIntact(Deadline.NONE))
        .as("ends intact")
        .isEqualTo(intact);
  }

  private static boolean inflateByZlib(byte[] zlib, ByteArrayOutputStream out) {
    Inflater inflater = new Inflater();
    byte[] some = new byte[8192];
    try {
      inflater.setInput(zlib);
      while (out.size() < MOST) {
        long before = inflater.getBytesWritten();
        int count;
        try {
          count = inflater.inflate(some);
        } catch (DataFormatException e) {
          out.write(some, 0, (int) (inflater.getBytesWritten() - before));
          return false;
        }
        if (count == 0) {
          return inflater.finished();
        }
        out.write(some, 0, count);
      }
      return false;
    } finally {
      inflater.end();
    }
  }

  /** Cuts data into pieces, some of them empty. */
  private static final class RandomPieces implements CompressedPieces {
    private final byte[] data;
    private final Random random;
    private final int longest;
    private int start;
    private int length;

    RandomPieces(byte[] data, Random random) {
      this.data = data;
      this.random = random;
      longest = 1 << random.nextInt(16);
    }

    @Override
    public boolean advance() {
      start += length;
      length = Math.min(random.nextInt(longest + 1), data.length - start);
      return start < data.length;
    }

    @Override
    public byte[] array() {
      return data;
    }

    @Override
    public int start() {
      return start;
    }

    @Override
    public int length() {
      return length;
    }
  }
}
