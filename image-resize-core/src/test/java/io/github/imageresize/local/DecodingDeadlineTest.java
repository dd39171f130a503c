package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.internal.codec.DecodedPictures;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever much is done to decode, the deadline is looked at often enough to be kept. */
class DecodingDeadlineTest {
  private static final BufferedImage SMALL = Drawing.blobs(64, 64, BufferedImage.TYPE_3BYTE_BGR);

  private static final BufferedImage LARGE =
      Drawing.blobs(1600, 1200, BufferedImage.TYPE_3BYTE_BGR);

  private final DeadlineWatch watch = new DeadlineWatch();
  private final LocalResizeService service =
      LocalResizeService.builder()
          .limits(ResizeLimits.builder().deadline(Duration.ofHours(1)).build())
          .plugin(ImageIO.getImageReadersByFormatName("wbmp").next().getOriginatingProvider())
          .clock(watch)
          .build();

  static Stream<Arguments> originals() {
    return Stream.of(
        work(
            "turned JPEG",
            Drawing.withExif(Drawing.jpeg(SMALL), 6),
            request(ImageFormat.JPEG).width(1000).height(1000).enlarge(true)),
        work("last rows of a baseline JPEG", Drawing.jpeg(LARGE), lastRows(1600, 1200)),
        work(
            "progressive JPEG",
            LargeJpegs.progressive(1600, 1200),
            request(ImageFormat.JPEG).width(1000)),
        work(
            "lossless JPEG",
            UniformJpegs.whole(UniformJpegs.LOSSLESS, 700, 700, 3),
            request(ImageFormat.JPEG).width(30)),
        work("last rows of a PNG", Drawing.png(LARGE), lastRows(1600, 1200)),
        work("interlaced PNG", interlaced(LARGE, "png"), lastRows(1600, 1200)),
        work("profile behind empty blocks", emptyProfile(0), tiny()),
        work("profile of empty blocks", emptyProfile(4), tiny()),
        work("deflated strip of a TIFF", strip(2000, 2000), lastRows(2000, 2000)),
        work("strip of empty blocks", emptyStrip(), tiny()),
        work("tiles of a TIFF", tiles(30), tiny()),
        work("LZW", Drawing.tiff(LARGE), lastRows(1600, 1200)),
        work("fax", fax(2000, 4000), lastRows(2000, 4000)),
        work("runs of a bitmap", runs(1200, 1200), lastRows(1200, 1200)),
        work("runs past the edge of a bitmap", runsPastTheEdge(), tiny()),
        work("interlaced GIF", interlaced(LARGE, "gif"), lastRows(1600, 1200)),
        work(
            "plug-in",
            written(new BufferedImage(1000, 760, BufferedImage.TYPE_BYTE_BINARY), "wbmp"),
            request(ImageFormat.PNG).crop(Crop.pixels(0, 0, 999, 759)).width(30)));
  }

  private static ImageRequest.Builder lastRows(int width, int height) {
    return request(ImageFormat.JPEG).crop(Crop.pixels(0, height - 9, width, 9)).width(30);
  }

  private static ImageRequest.Builder tiny() {
    return request(ImageFormat.JPEG).width(30);
  }

  /** With empty blocks behind some bytes; it is left out, as it would be a bad profile anyway. */
  private static byte[] emptyProfile(int head) {
    byte[] profile = ByteBuffer.allocate(200).putInt(200).array();
    byte[] compressed = EmptyBlocks.within(profile, head, 20 << 20);
    byte[] data = new byte[3 + compressed.length];
    data[0] = 'x';
    System.arraycopy(compressed, 0, data, 3, compressed.length);
    return Drawing.withChunk(Drawing.png(SMALL), "iCCP", data);
  }

  private static byte[] emptyStrip() {
    return TiffFiles.tiff()
        .size(64, 64)
        .pixels(2, 8, 8, 8)
        .compression(8)
        .chunk(EmptyBlocks.before(new byte[3 * 64 * 64], 3 << 20))
        .file();
  }

  private static byte[] strip(int width, int height) {
    return TiffFiles.tiff()
        .size(width, height)
        .pixels(2, 8, 8, 8)
        .compression(8)
        .chunk(deflated(3 * width * height))
        .file();
  }

  private static byte[] tiles(int count) {
    TiffFiles tiles = TiffFiles.tiff().size(512 * count, 64).pixels(1, 8).compression(8);
    byte[] tile = deflated(512 * 64);
    tiles.tiles(512, 64);
    for (int i = 0; i < count; i++) {
      tiles.chunk(tile);
    }
    return tiles.file();
  }

  /** Rows that are like the white one above the first: one bit each. */
  private static byte[] fax(int width, int height) {
    byte[] bits = new byte[height / 8];
    Arrays.fill(bits, (byte) 0xFF);
    return TiffFiles.tiff().size(width, height).pixels(0, 1).compression(4).chunk(bits).file();
  }

  /** Each pixel of its own. */
  private static byte[] runs(int width, int height) {
    ByteBuffer file = bitmap(width, height, height * (2 * width + 2));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        file.putShort((short) 1);
      }
      file.putShort((short) 0);
    }
    return file.array();
  }

  /** Each longer than the row of 64 pixels; the last one ends the row. */
  private static byte[] runsPastTheEdge() {
    int runs = 4 << 20;
    ByteBuffer file = bitmap(64, 64, 2 * runs + 2 * 64);
    for (int i = 0; i < runs; i++) {
      file.put((byte) 255).put((byte) 0);
    }
    return file.array();
  }

  private static ByteBuffer bitmap(int width, int height, int bytes) {
    ByteBuffer file = ByteBuffer.allocate(58 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(58);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 8);
    return file.putInt(1).putInt(0).putInt(0).putInt(0).putInt(1).putInt(0).putInt(0xFFFFFF);
  }

  private static byte[] written(BufferedImage image, String format) {
    return DecodedPictures.written(image, format);
  }

  private static byte[] interlaced(BufferedImage image, String format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] bytes = new byte[zeros / 100 + 100];
    int length = deflater.deflate(bytes);
    deflater.end();
    return Arrays.copyOf(bytes, length);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  void isKeptWhereverItPasses(String name, byte[] original, ImageRequest request) {
    watch.assertKept(() -> service.resize(original, request));
  }

  private static Arguments work(String name, byte[] original, ImageRequest.Builder request) {
    return Arguments.of(name, original, request.build());
  }

  private static ImageRequest.Builder request(ImageFormat format) {
    return ImageRequest.builder("drawn").format(format);
  }
}
