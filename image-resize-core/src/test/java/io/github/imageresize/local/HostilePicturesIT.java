package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.codec.png.PngFiles;
import io.github.imageresize.internal.codec.webp.LosslessWebp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PNG, GIF and WebP files that claim much with few bytes, through the service, in a virtual machine
 * whose heap has 64 MiB: each is shown or refused, soon, and nothing is left of it.
 */
class HostilePicturesIT {
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir private static Path folder;
  private static String output = "";

  @BeforeAll
  static void runs() throws Exception {
    new Drawer(folder).drawAll();
    Path text = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // All of the heap from the beginning, so that growth is what is outside of it.
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                HostilePicturesIT.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(text.toFile())
            .start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    output = Files.readString(text, StandardCharsets.UTF_8);
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "interlaced PNG of 1x20000000 with a crop, shown 1x1000",
    "PNG with 5 profiles of 4 MiB, shown 4x4",
    "PNG with 1500000 texts, shown 4x4",
    "PNG with EXIF of 20 MiB, shown 4x4",
    "PNG of 100 frames, shown 4x4",
    "WebP with EXIF of 20 MiB, shown 8x8",
    "GIF of 132 frames, shown 100x100",
    "GIF whose frame is larger than its screen, SOURCE_TOO_LARGE",
    "lossless WebP of 16383x6103, SOURCE_TOO_LARGE",
    "PNG of a row of 2 GB, SOURCE_TOO_LARGE"
  })
  void isShownOrRefused(String name, String outcome) {
    assertThat(output.lines()).contains(name + ": " + outcome);
    assertThat(output).doesNotContain("OutOfMemoryError");
  }

  @Test
  void leavesNoNativeMemoryBehind() {
    assumeTrue(Files.exists(STATUS), "resident memory is told by /proc, which only Linux has");
    long grown =
        output
            .lines()
            .filter(line -> line.startsWith("resident KiB: "))
            .mapToLong(line -> Long.parseLong(line.substring(14)))
            .findFirst()
            .orElseThrow();
    assertThat(grown).isLessThan(32 << 10);
  }

  /** Makes an image of each file in a folder, and then many of small ones. */
  public static void main(String[] arguments) throws IOException {
    HostilePicturesIT pictures = new HostilePicturesIT();
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      for (Path file : files.filter(path -> !path.endsWith("output.txt")).toList()) {
        pictures.make(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    pictures.makeMany();
  }

  private final LocalResizeService service = LocalResizeService.builder().build();

  private void make(String name, byte[] original) {
    ImageRequest.Builder request = ImageRequest.builder("drawn").width(100).format(ImageFormat.PNG);
    if (name.endsWith("crop")) {
      request.crop(Crop.pixels(0, 19_000_000, 1, 1000));
    }
    try {
      var image = service.resize(original, request.build());
      System.out.println(name + ": shown " + image.width() + "x" + image.height());
    } catch (ImageResizeException e) {
      System.out.println(name + ": " + e.reason());
      System.out.println("  " + e);
    }
  }

  /** What would be left of each of these, would be seen of some thousand. */
  private void makeMany() throws IOException {
    byte[] wrong =
        new PngFiles()
            .header(4, 4, 8, 0, false)
            .chunk("IDAT", PngFiles.deflated(new byte[4 * 5]), 1)
            .end();
    byte[] webp = LosslessWebp.noise(100, 100);
    many(wrong, webp, 300);
    System.gc();
    long before = resident();
    many(wrong, webp, 3000);
    System.gc();
    System.out.println("resident KiB: " + (resident() - before));
  }

  private void many(byte[] wrong, byte[] webp, int times) {
    ImageRequest request = ImageRequest.builder("drawn").width(20).format(ImageFormat.WEBP).build();
    for (int i = 0; i < times; i++) {
      service.resize(wrong, request);
      service.resize(webp, request);
    }
  }

  private static long resident() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Draws the files, with all the heap that it takes. */
  private record Drawer(Path folder) {

    private void draw(String name, byte[] file) throws IOException {
      Files.write(folder.resolve(name), file);
    }

    private static PngFiles small() {
      return new PngFiles().header(4, 4, 8, 0, false);
    }

    void drawAll() throws IOException {
      byte[] fourPixels = PngFiles.deflated(new byte[4 * 5]);
      draw(
          "interlaced PNG of 1x20000000 with a crop",
          new PngFiles()
              .header(1, 20_000_000, 8, 0, true)
              .chunk("IDAT", deflatedZeros(40_000_000))
              .end());
      byte[] profile = noise(4 << 20);
      ByteBuffer.wrap(profile).putInt(0, 4 << 20);
      byte[] compressed = PngFiles.deflated(profile);
      ByteBuffer chunk = ByteBuffer.allocate(3 + compressed.length).put(0, (byte) 'x');
      PngFiles profiles = small();
      for (int i = 0; i < 5; i++) {
        profiles.chunk("iCCP", chunk.put(3, compressed).array());
      }
      draw("PNG with 5 profiles of 4 MiB", profiles.chunk("IDAT", fourPixels).end());
      PngFiles texts = small();
      for (int i = 0; i < 1_500_000; i++) {
        texts.chunk("tEXt", new byte[] {'a', (byte) i, 0, 'b'});
      }
      draw("PNG with 1500000 texts", texts.chunk("IDAT", fourPixels).end());
      byte[] exif = noise(20 << 20);
      byte[] head = {'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0};
      System.arraycopy(head, 0, exif, 0, head.length);
      draw("PNG with EXIF of 20 MiB", small().chunk("eXIf", exif).chunk("IDAT", fourPixels).end());
      draw("WebP with EXIF of 20 MiB", webpWith(exif));
      draw("PNG of 100 frames", animation(fourPixels));
      draw("GIF of 132 frames", gif(100, 132));
      draw("GIF whose frame is larger than its screen", gif(65_535, 1));
      draw("lossless WebP of 16383x6103", LosslessWebp.plain(16_383, 6103));
      draw(
          "PNG of a row of 2 GB",
          new PngFiles()
              .header(99_000_000, 1, 16, 6, false)
              .chunk("IDAT", deflatedZeros(1000))
              .end());
    }

    private static byte[] animation(byte[] pixels) {
      PngFiles animation = small().chunk("acTL", new byte[] {0, 0, 0, 100, 0, 0, 0, 0});
      byte[] control = ByteBuffer.allocate(26).putInt(4, 4).putInt(8, 4).array();
      byte[] numbered = ByteBuffer.allocate(4 + pixels.length).put(4, pixels).array();
      animation.chunk("fcTL", control).chunk("IDAT", pixels);
      for (int i = 1; i < 100; i++) {
        animation.chunk("fcTL", control).chunk("fdAT", numbered);
      }
      return animation.end();
    }

    private static byte[] deflatedZeros(int length) {
      Deflater deflater = new Deflater();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] zeros = new byte[1 << 16];
      byte[] buffer = new byte[1 << 16];
      for (int done = 0; done < length; done += zeros.length) {
        deflater.setInput(zeros, 0, Math.min(zeros.length, length - done));
        while (!deflater.needsInput()) {
          out.write(buffer, 0, deflater.deflate(buffer));
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return out.toByteArray();
    }

    private static byte[] noise(int length) {
      byte[] bytes = new byte[length];
      new Random(6).nextBytes(bytes);
      return bytes;
    }

    private static byte[] webpWith(byte[] exif) {
      byte[] still = LosslessWebp.plain(8, 8);
      ByteBuffer out =
          ByteBuffer.allocate(still.length + 18 + 8 + exif.length).order(ByteOrder.LITTLE_ENDIAN);
      out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(out.capacity() - 8);
      out.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(8);
      out.put(new byte[] {7, 0, 0, 7, 0, 0}).put(still, 12, still.length - 12);
      out.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
      return out.array();
    }

    /** Frames of the clear code and the end alone would be damaged; these are of one colour. */
    private static byte[] gif(int side, int frames) {
      byte[] one = {2, 2, 0x44, 0x01, 0};
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] screen = {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, (byte) 0x80, 0, 0};
      out.writeBytes(screen);
      out.writeBytes(new byte[] {1, 2, 3, 4, 5, 6});
      byte[] pixels = side > 1000 ? one : pixels(side);
      for (int i = 0; i < frames; i++) {
        out.writeBytes(new byte[] {0x2C, 0, 0, 0, 0});
        out.writeBytes(
            new byte[] {(byte) side, (byte) (side >> 8), (byte) side, (byte) (side >> 8)});
        out.write(0);
        out.writeBytes(pixels);
      }
      out.write(0x3B);
      return out.toByteArray();
    }

    /**
     * Codes of single pixels, the table cleared before codes grow: 2 bits of colour, 3 of a code.
     */
    private static byte[] pixels(int side) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(2);
      byte[] block = new byte[255];
      int bits = 0;
      int count = 0;
      int filled = 0;
      for (int i = 0; i < side * side + side * side / 2; i++) {
        int code = i % 3 == 0 ? 4 : 1;
        bits |= code << count;
        count += 3;
        while (count >= 8) {
          block[filled++] = (byte) bits;
          bits >>>= 8;
          count -= 8;
          if (filled == 255) {
            out.write(255);
            out.writeBytes(block);
            filled = 0;
          }
        }
      }
      if (filled > 0) {
        out.write(filled);
        out.write(block, 0, filled);
      }
      out.write(0);
      return out.toByteArray();
    }
  }
}
