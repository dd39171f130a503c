package io.github.imageresize.codec.webp;

import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.imageio.BufferedImagePlanes;
import io.github.imageresize.raster.PlanarImage;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/**
 * Decodes WebP by libwebp, at reduced size where the request allows it, or by TwelveMonkeys where
 * libwebp is not to be had. Of an animation, the first frame, on a transparent canvas.
 */
public final class WebpDecoder implements ImageDecoder {
  /**
   * Pixels that are left for one of the result: libwebp reduces by plain averages, so that the last
   * factor is for the better filter.
   */
  private static final double REDUCTION_LEFT = 2;

  private static final double LEAST_REDUCTION = 2.5;

  private final byte[] bytes;
  private final WebpContainer container;
  private final ImageHeader header;
  private final WebpPlugin plugin;

  private WebpDecoder(byte[] bytes, WebpPlugin plugin) {
    this.bytes = bytes;
    this.plugin = plugin;
    container = new WebpContainer(bytes);
    header = container.header();
  }

  /**
   * Reads the container.
   *
   * @param libwebp empty where it cannot be loaded
   */
  public static WebpDecoder open(byte[] webp, Optional<LibWebp> libwebp) {
    return new WebpDecoder(webp, libwebp.isPresent() ? libwebp.get() : new TwelveMonkeysWebp());
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  /** The pixels as integers, a canvas of the same if there is one, and the plug-in's copy. */
  @Override
  public long memoryNeeded(DecodeRequest request) {
    Rectangle region = region(request);
    double scale = scale(request);
    boolean canvas = container.firstFrame() != null || !plugin.scales();
    double pixels =
        canvas
            ? 4.0 * header.width() * header.height()
            : region.width * scale * region.height * scale;
    return (long) (4 * pixels) + 32L * header.width() + bytes.length + (1 << 20);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    try {
      WebpFrame frame = container.firstFrame();
      return frame == null ? decodeStill(request) : decodeFrame(frame);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw BadImage.corrupt("WebP pixels cannot be read: " + e.getMessage(), e);
    }
  }

  private PlanarImage decodeStill(DecodeRequest request) throws IOException {
    if (!plugin.scales()) {
      BufferedImage whole = read(bytes, request, request.width(), request.height());
      requireSize(whole, header.width(), header.height());
      return BufferedImagePlanes.of(whole, 0, 0, header.width(), header.height());
    }
    Rectangle region = region(request);
    double scale = scale(request);
    int scaledWidth = (int) Math.ceil(region.width * scale);
    int scaledHeight = (int) Math.ceil(region.height * scale);
    DecodeRequest even =
        new DecodeRequest(region.x, region.y, region.width, region.height, 1, 1, false);
    BufferedImage image = read(bytes, even, scaledWidth, scaledHeight);
    requireSize(image, scaledWidth, scaledHeight);
    return BufferedImagePlanes.of(image, region, header.width(), header.height());
  }

  private BufferedImage read(byte[] still, DecodeRequest region, int width, int height)
      throws IOException {
    WebpPixels pixels = plugin.read(still, region, width, height);
    if (!pixels.isComplete()) {
      throw new IOException("the data end after %d of %d rows".formatted(pixels.rows(), height));
    }
    return pixels.image();
  }

  /** libwebp moves edges to even pixels, since it crops before chroma is upsampled. */
  private static Rectangle region(DecodeRequest request) {
    int x = request.x() & ~1;
    int y = request.y() & ~1;
    return new Rectangle(
        x, y, request.width() + request.x() - x, request.height() + request.y() - y);
  }

  /** libwebp averages colour without regard to lossy alpha, so that pictures with it stay whole. */
  private double scale(DecodeRequest request) {
    double reduction = Math.min(request.reductionX(), request.reductionY());
    boolean scalable = plugin.scales() && !(header.alpha() && container.lossy());
    return scalable && reduction >= LEAST_REDUCTION ? REDUCTION_LEFT / reduction : 1;
  }

  private PlanarImage decodeFrame(WebpFrame frame) throws IOException {
    int width = frame.bitstream().width();
    int height = frame.bitstream().height();
    DecodeRequest whole = new DecodeRequest(0, 0, width, height, 1, 1, false);
    BufferedImage image = read(container.stillOf(frame), whole, width, height);
    requireSize(image, width, height);
    if (frame.covers(header.width(), header.height())) {
      return BufferedImagePlanes.of(image, 0, 0, header.width(), header.height());
    }
    BufferedImage canvas =
        new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(image, frame.x(), frame.y(), null);
    graphics.dispose();
    return BufferedImagePlanes.of(canvas, 0, 0, header.width(), header.height());
  }

  private static void requireSize(BufferedImage image, int width, int height) throws IOException {
    if (image.getWidth() != width || image.getHeight() != height) {
      throw new IOException(
          "%dx%d pixels were expected, but there are %dx%d"
              .formatted(width, height, image.getWidth(), image.getHeight()));
    }
  }

  @Override
  public void close() {}
}
