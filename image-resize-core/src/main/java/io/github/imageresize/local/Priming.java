package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes images of drawn originals, so that a JVM loads the classes and compiles the loops that
 * images are made by before anyone waits for them: most often JPEG of JPEG, now and then the other
 * formats.
 */
final class Priming {
  /** With the other formats, some two hundred images. */
  static final int ROUNDS = 120;

  private static final System.Logger LOG = System.getLogger(LocalResizeService.class.getName());

  private static final int WIDTH = 1024;
  private static final int HEIGHT = 768;
  private static final int[] RESULT_WIDTHS = {200, 320, 512};

  /** Of so many rounds, one makes the other formats as well. */
  private static final int OTHERS_EVERY = 6;

  private static final int QUALITY = 90;

  /** Makes an image of an original. */
  interface Engine {
    byte[] make(byte[] original, ImageRequest request);
  }

  private final Engine engine;
  private final List<ImageFormat> others = new ArrayList<>();
  private final byte[] png;
  private final byte[] jpeg;

  /**
   * Makes images until the time is over or there are enough.
   *
   * @return how many
   */
  static int until(Deadline deadline, CodecRegistry codecs, Engine engine) {
    AtomicInteger made = new AtomicInteger();
    Engine counting =
        (original, request) -> {
          byte[] image = engine.make(original, request);
          made.incrementAndGet();
          return image;
        };
    try {
      Priming priming =
          new Priming(
              codecs.encoder(ImageFormat.PNG).orElseThrow(),
              codecs.encoder(ImageFormat.WEBP).isPresent(),
              counting);
      for (int round = 0; round < ROUNDS && !deadline.hasPassed(); round++) {
        priming.round(round);
      }
    } catch (ImageResizeException e) {
      if (e.reason() != Reason.TIMEOUT) {
        LOG.log(Level.WARNING, "Priming has ended after {0} images: {1}", made, e.getMessage());
      }
    }
    return made.get();
  }

  /**
   * Draws the originals.
   *
   * @param ofPng writes PNG
   * @param webp whether WebP can be written
   */
  Priming(ImageEncoder ofPng, boolean webp, Engine engine) {
    this.engine = engine;
    others.add(ImageFormat.PNG);
    if (webp) {
      others.add(ImageFormat.WEBP);
    }
    png = ofPng.encode(drawn(), EncodeRequest.builder(QUALITY).build());
    jpeg = engine.make(png, request(WIDTH, ImageFormat.JPEG));
  }

  /** Makes some images. */
  void round(int number) {
    engine.make(jpeg, request(RESULT_WIDTHS[number % RESULT_WIDTHS.length], ImageFormat.JPEG));
    if (number % OTHERS_EVERY == OTHERS_EVERY - 1) {
      for (ImageFormat format : others) {
        engine.make(jpeg, request(RESULT_WIDTHS[0], format));
        engine.make(png, request(RESULT_WIDTHS[0], format));
      }
    }
  }

  private static ImageRequest request(int width, ImageFormat format) {
    return ImageRequest.builder("priming").width(width).format(format).build();
  }

  /** Slopes, edges and noise, as photographs have them. */
  private static PlanarImage drawn() {
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < 3; plane++) {
      int phase = 40 * plane;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  WIDTH,
                  HEIGHT,
                  (y, samples) -> {
                    for (int x = 0; x < samples.length; x++) {
                      samples[x] = sample(x, y, phase);
                    }
                  })));
    }
    return new PlanarImage(ColorModel.RGB, false, WIDTH, HEIGHT, planes);
  }

  private static float sample(int x, int y, int phase) {
    int slope = (x + 2 * y + phase) / 20 % 160;
    int edge = ((x / 90 + y / 70) & 1) * 40;
    int noise = ((x * 0x9E3779B1 ^ y * 0x85EBCA6B) >>> 16) % 16;
    return slope + edge + noise;
  }
}
