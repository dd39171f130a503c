package io.github.imageresize.vips;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.local.LocalResizeService;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Measures which quality of a format looks like which of another: makes pictures of a folder in
 * several widths, and holds each format and quality against the picture without loss. By hand:
 * {@code QualityScale FOLDER EFFORT FORMAT:QUALITY ...}; where a folder {@code FOLDER/FORMAT-NAME}
 * has files of another program, {@code =NAME} holds those against the same pictures.
 */
final class QualityScale {
  static final List<Integer> WIDTHS = List.of(320, 640, 1280);

  private final LocalResizeService service;
  private final List<Original> originals = new ArrayList<>();

  record Original(String name, byte[] lossless, BufferedImage picture) {}

  /**
   * Mean similarity in decibels, bytes of all pictures together, and the time that writing them
   * took.
   */
  record Score(double similarity, long bytes, Duration time) {}

  QualityScale(VipsCodec codec) {
    service =
        LocalResizeService.builder()
            .codec(codec)
            .limits(ResizeLimits.builder().deadline(Duration.ofMinutes(5)).build())
            .build();
  }

  void add(String name, byte[] original, int width) throws IOException {
    byte[] png =
        service
            .resize(
                original, ImageRequest.builder(name).width(width).format(ImageFormat.PNG).build())
            .toByteArray();
    originals.add(new Original(name + "-" + width, png, decoded(png)));
  }

  List<Original> originals() {
    return List.copyOf(originals);
  }

  Score score(ImageFormat format, int quality) throws IOException {
    double similarity = 0;
    long bytes = 0;
    long nanos = 0;
    for (Original original : originals) {
      ImageRequest request =
          ImageRequest.builder(original.name).format(format).quality(quality).build();
      long begun = System.nanoTime();
      byte[] made = service.resize(original.lossless, request).toByteArray();
      nanos += System.nanoTime() - begun;
      similarity += decibels(similarity(original, made));
      bytes += made.length;
    }
    return new Score(similarity / originals.size(), bytes, Duration.ofNanos(nanos));
  }

  double similarity(Original original, byte[] made) throws IOException {
    byte[] png =
        service
            .resize(made, ImageRequest.builder(original.name).format(ImageFormat.PNG).build())
            .toByteArray();
    return Similarity.of(original.picture, decoded(png));
  }

  /** Shades of grey as they are stored: Java 2D takes them for linear light, and lightens them. */
  private static BufferedImage decoded(byte[] png) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    if (read.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      return read;
    }
    BufferedImage grey =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < grey.getHeight(); y++) {
      for (int x = 0; x < grey.getWidth(); x++) {
        grey.setRGB(x, y, read.getRaster().getSample(x, y, 0) * 0x010101);
      }
    }
    return grey;
  }

  /** Where differences are small they are to count by their ratio. */
  private static double decibels(double similarity) {
    return -10 * Math.log10(1 - Math.min(similarity, 0.999_999));
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int effort = Integer.parseInt(arguments[1]);
    QualityScale scale = new QualityScale(VipsCodec.builder().effort(effort).load());
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        int own = scale.service.describe(bytes).size().width();
        for (int width : WIDTHS) {
          if (width <= own) {
            scale.add(file.getFileName().toString(), bytes, width);
          }
        }
      }
    }
    System.out.println(scale.originals.size() + " pictures, effort " + effort);
    for (int i = 2; i < arguments.length; i++) {
      String[] parts = arguments[i].split("[:=]");
      if (parts[0].equals("write")) {
        for (Original original : scale.originals) {
          Files.write(Path.of(parts[1], original.name + ".png"), original.lossless);
        }
      } else if (parts[0].equals("read")) {
        double similarity = 0;
        long bytes = 0;
        for (Original original : scale.originals) {
          byte[] made = Files.readAllBytes(Path.of(parts[1], original.name + ".avif"));
          similarity += decibels(scale.similarity(original, made));
          bytes += made.length;
        }
        System.out.printf(
            "%s: %.2f dB, %d bytes%n", parts[1], similarity / scale.originals.size(), bytes);
      } else {
        Score score = scale.score(ImageFormat.valueOf(parts[0]), Integer.parseInt(parts[1]));
        System.out.printf(
            "%s %s: %.2f dB, %d bytes, %d ms%n",
            parts[0], parts[1], score.similarity, score.bytes, score.time.toMillis());
      }
    }
  }
}
