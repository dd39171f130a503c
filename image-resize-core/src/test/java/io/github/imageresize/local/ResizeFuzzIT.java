package io.github.imageresize.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.codec.Fuzzing;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResizeFuzzIT {
  /** What Jazzer takes; longer files would be cut. */
  private static final int LONGEST_SEED = 4096;

  @Test
  void endsInAnImageOrANamedReasonWhateverTheBytes() throws Exception {
    Fuzzing.run(ResizeFuzzTarget.class, seeds(), 300);
  }

  private static Map<String, byte[]> seeds() {
    BufferedImage color = Drawing.blobs(20, 13, BufferedImage.TYPE_INT_RGB);
    BufferedImage alpha = Drawing.blobs(13, 20, BufferedImage.TYPE_INT_ARGB);
    BufferedImage indexed = Drawing.blobs(9, 7, BufferedImage.TYPE_BYTE_INDEXED);
    Map<String, byte[]> seeds = new HashMap<>();
    seeds.put("color.png", Drawing.png(color));
    seeds.put("alpha.png", Drawing.withOrientation(Drawing.png(alpha), 6));
    seeds.put("indexed.png", Drawing.png(indexed));
    seeds.put("color.jpg", Drawing.withExif(Drawing.jpeg(color), 5));
    seeds.put("color.bmp", Drawing.bmp(color));
    seeds.put("color.tif", Drawing.tiff(color));
    seeds.put("progressive.jpg", LargeJpegs.progressive(40, 24));
    HostileFiles.all()
        .forEach(
            (name, bytes) -> {
              if (bytes.length <= LONGEST_SEED) {
                seeds.put(name, bytes);
              }
            });
    LocalResizeService service = LocalResizeService.builder().build();
    for (ImageFormat format : service.outputFormats()) {
      ImageRequest request = ImageRequest.builder("alpha").width(10).format(format).build();
      seeds.put(
          "written." + format.label(), service.resize(Drawing.png(alpha), request).toByteArray());
    }
    seeds.put("icon.ico", icon(Drawing.png(alpha)));
    seeds.put("big.tif", bigTiff());
    byte[] still = seeds.get("written.webp");
    if (still != null) {
      seeds.put("animation.webp", animation(still));
    }
    return seeds;
  }

  /** An icon with a PNG as its only picture. */
  private static byte[] icon(byte[] png) {
    ByteBuffer icon = ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN);
    icon.putShort((short) 0).putShort((short) 1).putShort((short) 1);
    icon.put((byte) 13).put((byte) 20).putShort((short) 0).putShort((short) 1).putShort((short) 32);
    return icon.putInt(png.length).putInt(22).put(png).array();
  }

  private static byte[] bigTiff() {
    return TiffFiles.bigTiff(ByteOrder.LITTLE_ENDIAN)
        .size(20, 13)
        .pixels(2, 8, 8, 8)
        .chunk(new byte[3 * 20 * 13])
        .file();
  }

  /** Two frames, each the picture of a still file (RFC 9649 section 2.7.1.1). */
  private static byte[] animation(byte[] still) {
    ByteBuffer animation =
        ByteBuffer.allocate(100 + 2 * still.length).order(ByteOrder.LITTLE_ENDIAN);
    animation.put("RIFF".getBytes(US_ASCII)).putInt(0).put("WEBPVP8X".getBytes(US_ASCII));
    animation.putInt(10).putInt(0x12); // an animation with alpha
    animation.put(new byte[] {9, 0, 0, 14, 0, 0}); // 10x15
    animation.put("ANIM".getBytes(US_ASCII)).putInt(6).putInt(0).putShort((short) 0);
    ByteBuffer chunks = ByteBuffer.wrap(still, 12, still.length - 12);
    if (still[15] == 'X') {
      chunks.position(12 + 18);
    }
    for (int frame = 0; frame < 2; frame++) {
      animation.put("ANMF".getBytes(US_ASCII)).putInt(16 + chunks.remaining());
      animation.put(new byte[6]).put(new byte[] {9, 0, 0, 14, 0, 0, 40, 0, 0, 0});
      animation.put(chunks.duplicate());
    }
    animation.putInt(4, animation.position() - 8);
    return Arrays.copyOf(animation.array(), animation.position());
  }

  /** Else hardly an input that is a PNG would come past its header. */
  @Test
  void putsTheChecksumsOfPngRight() {
    byte[] png = Drawing.png(Drawing.blobs(20, 13, BufferedImage.TYPE_INT_RGB));
    byte[] wrong = png.clone();
    wrong[29] ^= 1; // of the header

    assertThat(ResizeFuzzTarget.withChecksums(wrong)).isEqualTo(png);
  }

  /** A seed that is refused at once leads nowhere. */
  @Test
  void beginsWithPictures() {
    LocalResizeService service = LocalResizeService.builder().build();
    ImageRequest request = ImageRequest.builder("seed").width(5).format(ImageFormat.PNG).build();
    Map<String, byte[]> seeds = seeds();

    for (String name : List.of("icon.ico", "big.tif", "animation.webp", "color.tif")) {
      if (seeds.containsKey(name)) {
        assertThat(service.resize(seeds.get(name), request).width()).as(name).isEqualTo(5);
      }
    }
  }
}
