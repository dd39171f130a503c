package io.github.imageresize.internal.deflate;

import io.github.imageresize.internal.codec.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class InflatedStreamFuzzIT {
  @Test
  void doesWhatZlibDoes() throws Exception {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (int level : new int[] {0, 1, 6}) {
      seeds.put("level" + level, deflated(2000, level, Deflater.DEFAULT_STRATEGY));
      seeds.put("short" + level, deflated(20, level, Deflater.DEFAULT_STRATEGY));
    }
    seeds.put("huffman", deflated(2000, 6, Deflater.HUFFMAN_ONLY));
    Fuzzing.run(InflatedStreamFuzzTarget.class, seeds, 5_000);
  }

  private static byte[] deflated(int length, int level, int strategy) throws IOException {
    Random random = new Random(length);
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i / 100 % 3 == 0 ? i / 7 : random.nextGaussian() * 6);
    }
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(data);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
