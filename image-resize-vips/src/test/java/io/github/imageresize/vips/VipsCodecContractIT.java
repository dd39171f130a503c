package io.github.imageresize.vips;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.codec.CodecContract;
import io.github.imageresize.local.LocalResizeService;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;

/** The contract of codecs; skipped, with its reason, where there is no libvips. */
class VipsCodecContractIT extends CodecContract {
  private static Codec codec;
  private static List<byte[]> originals;

  @BeforeAll
  static void load() {
    try {
      codec = VipsCodec.load();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
    LocalResizeService service = LocalResizeService.builder().codec(codec).build();
    byte[] png = drawn();
    originals =
        List.of(
            service.resize(png, of(ImageFormat.AVIF)).toByteArray(),
            service.resize(png, of(ImageFormat.JXL)).toByteArray());
  }

  @Override
  protected Codec codec() {
    return codec;
  }

  @Override
  protected List<byte[]> originals() {
    return originals;
  }

  /** SVG and PDF are recognised, so that their refusal names them. */
  @Override
  protected List<byte[]> foreignFiles() {
    return List.of(
        new byte[0], new byte[64], "GIF89a, and so on".getBytes(StandardCharsets.US_ASCII));
  }

  private static ImageRequest of(ImageFormat format) {
    return ImageRequest.builder("a").format(format).build();
  }

  private static byte[] drawn() {
    BufferedImage image = new BufferedImage(37, 25, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.RED, 37, 25, Color.BLUE));
    graphics.fillRect(0, 0, 37, 25);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return png.toByteArray();
  }
}
