package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.imageio.BufferedImagePlanes;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/**
 * Decodes WebP by libwebp, at reduced size where the request allows it, or by TwelveMonkeys where
 * libwebp is not to be had. Of an animation, the first frame, on a transparent canvas, or all.
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

  /**
   * The pixels as integers, a canvas of the same where the picture does not cover it, a file of the
   * picture alone where there has to be one, and what the plug-in takes, native memory included.
   */
  @Override
  public long memoryNeeded(DecodeRequest request) {
    WebpFrame picture = container.picture();
    double scale = scale(request);
    Rectangle region = region(request);
    double shown = Math.ceil(region.width * scale) * Math.ceil(region.height * scale);
    double pixels = scales() ? shown : size(picture.bitstream());
    double canvas = covers(picture) ? 0 : (double) header.width() * header.height();
    long file = container.isPlain() ? 0 : (long) picture.pixels().length() * 2;
    return (long) (4 * (pixels + canvas))
        + file
        + 32L * header.width()
        + plugin.memoryNeeded(picture.bitstream(), picture.alpha() != null || header.alpha());
  }

  private static double size(WebpBitstream bitstream) {
    return (double) bitstream.width() * bitstream.height();
  }

  private boolean covers(WebpFrame picture) {
    return picture.covers(header.width(), header.height());
  }

  /** Whether regions and scales are left to the plug-in. */
  private boolean scales() {
    return plugin.scales() && covers(container.picture());
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    return guarded(() -> scales() ? decodeRegion(request) : decodeWhole(request));
  }

  private interface Decoding {
    PlanarImage run() throws IOException;
  }

  private static PlanarImage guarded(Decoding decoding) {
    try {
      return decoding.run();
    } catch (ImageResizeException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw BadImage.corrupt("WebP pixels cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the largest frame takes as a picture of its own. */
  @Override
  public long framesMemoryNeeded() {
    if (header.frames() == 1) {
      return ImageDecoder.super.framesMemoryNeeded();
    }
    long most = 0;
    for (WebpFrames frames = container.frames(); frames.advance(); ) {
      WebpFrame frame = frames.frame();
      boolean alpha = frame.alpha() != null || frame.bitstream().alpha();
      double pixels = size(frame.bitstream());
      long file =
          2L * frame.pixels().length() + 2L * (frame.alpha() == null ? 0 : frame.alpha().length());
      most =
          Math.max(
              most,
              (long) (4 * pixels)
                  + file
                  + 32L * header.width()
                  + plugin.memoryNeeded(frame.bitstream(), alpha));
    }
    return most;
  }

  @Override
  public Animation frames(DecodeRequest request) {
    return header.frames() > 1
        ? new WebpAnimation(container, request, this::decodeFrame)
        : ImageDecoder.super.frames(request);
  }

  private PlanarImage decodeFrame(WebpFrame frame, DecodeRequest terms) {
    int width = frame.bitstream().width();
    int height = frame.bitstream().height();
    Rectangle whole = new Rectangle(width, height);
    return guarded(
        () -> {
          byte[] still = container.stillFile(frame);
          BufferedImage image = read(still, frame, terms, whole, width, height);
          return BufferedImagePlanes.of(image, 0, 0, width, height);
        });
  }

  private PlanarImage decodeRegion(DecodeRequest request) throws IOException {
    Rectangle region = region(request);
    double scale = scale(request);
    int scaledWidth = (int) Math.ceil(region.width * scale);
    int scaledHeight = (int) Math.ceil(region.height * scale);
    BufferedImage image = read(request, region, scaledWidth, scaledHeight);
    return BufferedImagePlanes.of(image, region, header.width(), header.height());
  }

  private PlanarImage decodeWhole(DecodeRequest request) throws IOException {
    WebpFrame picture = container.picture();
    int width = picture.bitstream().width();
    int height = picture.bitstream().height();
    BufferedImage image = read(request, new Rectangle(width, height), width, height);
    if (covers(picture)) {
      return BufferedImagePlanes.of(image, 0, 0, header.width(), header.height());
    }
    BufferedImage canvas =
        new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(image, picture.x(), picture.y(), null);
    graphics.dispose();
    return BufferedImagePlanes.of(canvas, 0, 0, header.width(), header.height());
  }

  private BufferedImage read(DecodeRequest request, Rectangle region, int width, int height)
      throws IOException {
    byte[] still = container.isPlain() ? bytes : container.stillFile();
    return read(still, container.picture(), request, region, width, height);
  }

  private BufferedImage read(
      byte[] still,
      WebpFrame picture,
      DecodeRequest request,
      Rectangle region,
      int width,
      int height)
      throws IOException {
    DecodeRequest part =
        new DecodeRequest(region.x, region.y, region.width, region.height, 1, 1, false)
            .on(request.deadline(), request.damage());
    WebpPixels pixels = plugin.read(still, picture.bitstream(), part, width, height);
    requireSize(pixels.image(), width, height);
    if (!pixels.isComplete()) {
      double arrived = region.y + pixels.rows() * (double) region.height / height;
      request
          .damage()
          .found("WebP pixel data", (long) arrived, picture.bitstream().height(), "rows");
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
    boolean scalable = scales() && !(header.alpha() && container.picture().bitstream().lossy());
    return scalable && reduction >= LEAST_REDUCTION ? REDUCTION_LEFT / reduction : 1;
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
