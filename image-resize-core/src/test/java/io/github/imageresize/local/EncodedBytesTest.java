package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Padding;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import io.github.imageresize.Sharpening;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * An engine's name identifies its bytes: fails when bytes have changed and the {@code VERSION} of
 * the codec has not. Raise the versions that the message asks for, and write the new bytes down
 * with
 *
 * <pre>mvn -pl image-resize-core test -Dtest=EncodedBytesTest -Dgolden.write</pre>
 */
class EncodedBytesTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/github/imageresize/local/encoded-bytes.txt");

  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void changesNoByteWithoutAChangeOfTheEnginesName() throws Exception {
    assumeTrue(service.outputFormats().contains(ImageFormat.WEBP), "needs libwebp");
    Map<String, String> computed = computed();
    Map<String, String> golden = golden();
    boolean sameName = LocalResizeService.ENGINE.equals(golden.get("engine"));
    List<String> changed = new ArrayList<>();
    computed.forEach(
        (name, digest) -> {
          String before = golden.get(name);
          if (before != null && !before.equals(digest)) {
            changed.add(name);
          }
        });

    if (sameName) {
      assertThat(changed)
          .as(
              "These now give other bytes under the same name, %s. If that is meant, raise the "
                  + "VERSION in the codecs of the formats that they begin and end with (or "
                  + "EngineIdentity.RESAMPLING, if all changed), and run with -Dgolden.write",
              LocalResizeService.ENGINE)
          .isEmpty();
    }
    if (System.getProperty("golden.write") != null) {
      write(computed);
    }
    assertThat(golden().get("engine"))
        .as("the name under which the bytes were written down; run with -Dgolden.write")
        .isEqualTo(LocalResizeService.ENGINE);
    assertThat(golden().keySet())
        .as("the cases that were written down; run with -Dgolden.write")
        .containsAll(computed.keySet());
  }

  private Map<String, String> computed() throws Exception {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> original : originals().entrySet()) {
      for (ImageFormat format :
          List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF)) {
        add(digests, original, "to", request().width(40).format(format));
      }
    }
    Map.Entry<String, byte[]> picture = Map.entry("png-rgb", originals().get("png-rgb"));
    ImageRequest.Builder jpeg = request().format(ImageFormat.JPEG).height(30);
    add(digests, picture, "cover", jpeg.width(50).fit(Fit.COVER));
    add(
        digests,
        picture,
        "contain",
        jpeg.fit(Fit.CONTAIN).background(new RgbaColor(9, 99, 199, 255)));
    add(digests, picture, "fill", jpeg.fit(Fit.FILL).rotation(Rotation.CLOCKWISE_90));
    add(digests, picture, "enlarge", jpeg.width(200).height(200).fit(Fit.INSIDE).enlarge(true));
    add(digests, picture, "quality95", jpeg.quality(95));
    add(digests, picture, "quality10", jpeg.quality(10));
    add(digests, picture, "convert", request().format(ImageFormat.PNG));
    addEffects(digests, picture);
    return digests;
  }

  private void addEffects(Map<String, String> digests, Map.Entry<String, byte[]> picture)
      throws Exception {
    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
      add(digests, picture, "blur1", request().blur(1).format(format));
      add(digests, picture, "blur7", request().blur(7).format(format));
      add(digests, picture, "sharpen", request().sharpen(new Sharpening(1, 2)).format(format));
      add(digests, picture, "tone", request().gamma(1.8).saturation(0.5).format(format));
      add(digests, picture, "grayscale", request().grayscale(true).format(format));
      add(digests, picture, "radius", request().radius(20).padding(Padding.all(4)).format(format));
      add(digests, picture, "attention", cut().position(Position.ATTENTION).format(format));
      add(digests, picture, "entropy", cut().position(Position.ENTROPY).format(format));
    }
  }

  private static ImageRequest.Builder cut() {
    return request().width(30).height(60).fit(Fit.COVER);
  }

  private void add(
      Map<String, String> digests,
      Map.Entry<String, byte[]> original,
      String how,
      ImageRequest.Builder request)
      throws Exception {
    ImageRequest wanted = request.build();
    byte[] bytes = service.resize(original.getValue(), wanted).toByteArray();
    String format = wanted.format().orElseThrow().label();
    String name = original.getKey() + "-" + how + "-" + format;
    digests.put(name, digest(bytes));
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn");
  }

  /** Drawn by integers alone, and kept without loss but where this library itself encodes them. */
  private Map<String, byte[]> originals() throws IOException {
    BufferedImage rgb = drawn(97, 61, BufferedImage.TYPE_3BYTE_BGR);
    Map<String, byte[]> originals = new LinkedHashMap<>();
    originals.put("png-rgb", encoded(rgb, "png"));
    originals.put("png-rgba", encoded(drawn(97, 61, BufferedImage.TYPE_4BYTE_ABGR), "png"));
    originals.put("png-grey", encoded(drawn(97, 61, BufferedImage.TYPE_BYTE_GRAY), "png"));
    originals.put("gif", encoded(palette(), "gif"));
    originals.put("bmp", encoded(rgb, "bmp"));
    originals.put("tiff", encoded(rgb, "tiff"));
    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.WEBP)) {
      ImageRequest whole = request().format(format).quality(90).build();
      byte[] original = service.resize(originals.get("png-rgb"), whole).toByteArray();
      originals.put(format.label(), original);
    }
    return originals;
  }

  private static BufferedImage drawn(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int disc = (x - 40) * (x - 40) + (y - 25) * (y - 25) < 400 ? 90 : 0;
        int red = (x * 255 / width + disc) & 0xff;
        int green = y * 255 / height;
        int blue = (x * y / 7 + (x / 8 + y / 8) % 2 * 60) & 0xff;
        int alpha = Math.min(255, 3 * x + disc);
        image.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  private static BufferedImage palette() {
    byte[] red = {0, (byte) 200, 30, 90};
    byte[] green = {10, 100, (byte) 180, 40};
    byte[] blue = {50, 0, 70, (byte) 220};
    IndexColorModel colors = new IndexColorModel(2, 4, red, green, blue, 0);
    BufferedImage image = new BufferedImage(97, 61, BufferedImage.TYPE_BYTE_BINARY, colors);
    for (int y = 0; y < 61; y++) {
      for (int x = 0; x < 97; x++) {
        image.getRaster().setSample(x, y, 0, (x / 9 + y / 5) % 4);
      }
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private static Map<String, String> golden() throws IOException {
    Map<String, String> golden = new TreeMap<>();
    if (Files.exists(GOLDEN)) {
      for (String line : Files.readAllLines(GOLDEN)) {
        golden.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
      }
    }
    return golden;
  }

  private static void write(Map<String, String> computed) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("engine " + LocalResizeService.ENGINE);
    computed.forEach((name, digest) -> lines.add(name + " " + digest));
    Files.createDirectories(GOLDEN.getParent());
    Files.write(GOLDEN, lines);
  }
}
