package io.github.imageresize.vips;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes a picture in a process of its own, and writes it again where a format is named: {@code
 * FILE [FORMAT]}. Prints by how many bytes the process grew meanwhile, and how many are charged for
 * it.
 */
final class PeakMemory {
  private PeakMemory() {}

  public static void main(String[] arguments) throws IOException {
    VipsCodec codec = VipsCodec.load();
    byte[] original = Files.readAllBytes(Path.of(arguments[0]));
    ImageEncoder encoder =
        arguments.length == 1
            ? null
            : codec.encoders().stream()
                .filter(one -> one.format() == ImageFormat.valueOf(arguments[1]))
                .findFirst()
                .orElseThrow();
    long before = line("VmRSS:");
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak is the present
    long charged;
    try (ImageDecoder decoder = codec.open(original)) {
      DecodeRequest whole = DecodeRequest.whole(decoder.header());
      charged = decoder.memoryNeeded(whole);
      PlanarImage image = decoder.decode(whole);
      if (encoder == null) {
        readThrough(image);
      } else {
        EncodeRequest request = EncodeRequest.builder(60).build();
        charged += encoder.memoryNeeded(image.width(), image.height(), image.alpha(), request);
        encoder.encode(image, request);
      }
    }
    System.out.println((line("VmHWM:") - before) + " " + charged);
  }

  private static void readThrough(PlanarImage image) {
    for (int y = 0; y < image.height(); y++) {
      for (Plane plane : image.planes()) {
        plane.rows().row(y);
        plane.rows().release(y + 1);
      }
    }
  }

  private static long line(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
