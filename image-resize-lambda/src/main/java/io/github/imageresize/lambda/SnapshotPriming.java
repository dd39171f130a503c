package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.local.LocalResizeService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageIO;
import org.crac.Context;
import org.crac.Resource;

/**
 * Makes images before a snapshot of the process is taken, so that what is restored from it has its
 * classes loaded and its loops compiled. Holds nothing that must not be in a snapshot.
 */
final class SnapshotPriming implements Resource {
  private static final int SIDE = 512;
  private static final int ROUNDS = 8;

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    LocalResizeService engine = LocalResizeService.builder().build();
    byte[] jpeg = drawn("jpg");
    byte[] png = drawn("png");
    Set<ImageFormat> formats = engine.outputFormats();
    for (int round = 0; round < ROUNDS; round++) {
      for (ImageFormat format : formats) {
        ImageRequest request =
            ImageRequest.builder("priming").width(120 + round).format(format).build();
        engine.resize(jpeg, request);
        engine.resize(png, request);
      }
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  /** Slopes and edges, so that more than the shortest paths of the decoders are taken. */
  private static byte[] drawn(String format) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, ((x / 2) << 16) | ((y / 2) << 8) | ((x * y / 32) & 0xFF));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
