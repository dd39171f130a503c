package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.TiffDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a directory says of its picture, checked.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param photometric what samples mean
 * @param compression how strips and tiles are compressed
 * @param samples of a pixel, alpha and others included
 * @param depths bits of each sample
 * @param format of the samples
 * @param alpha the sample that is alpha, or -1
 * @param premultiplied whether colour was multiplied by alpha
 * @param separate whether each sample has a plane of its own
 * @param predictor 1 for none, 2 for differences, 3 for those of floating point
 * @param reversed whether the first pixel is in the lowest bit of a byte
 * @param chromaWidth how many pixels share a chroma sample horizontally
 * @param chromaHeight the same vertically
 * @param chunks where strips or tiles are
 */
record TiffLayout(
    int width,
    int height,
    Photometric photometric,
    Compression compression,
    int samples,
    List<Integer> depths,
    SampleFormat format,
    int alpha,
    boolean premultiplied,
    boolean separate,
    int predictor,
    boolean reversed,
    int chromaWidth,
    int chromaHeight,
    ChunkGrid chunks) {
  private static final int MOST_SAMPLES = 64;
  private static final int ASSOCIATED_ALPHA = 1;
  private static final int UNASSOCIATED_ALPHA = 2;
  private static final int DIFFERENCES = 2;
  private static final int FLOATING_POINT = 3;

  /** What a sample is. */
  enum SampleFormat {
    UNSIGNED,
    SIGNED,
    FLOATING_POINT
  }

  static TiffLayout read(TiffDirectory directory) {
    long width = directory.number(Tag.WIDTH).orElse(0);
    long height = directory.number(Tag.HEIGHT).orElse(0);
    if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw BadImage.corrupt("TIFF sides must be positive, but are " + width + "x" + height);
    }
    int samples = samples(directory);
    Photometric photometric =
        Photometric.of(directory.number(Tag.PHOTOMETRIC).orElse(samples >= 3 ? 2 : 1));
    if (samples < photometric.samples() || samples > MOST_SAMPLES) {
      throw BadImage.corrupt(
          "TIFF pixels of %s must have %d to %d samples, but have %d"
              .formatted(photometric, photometric.samples(), MOST_SAMPLES, samples));
    }
    Compression compression = Compression.of(directory.number(Tag.COMPRESSION).orElse(1));
    boolean separate = samples > 1 && directory.number(Tag.PLANAR_CONFIGURATION).orElse(1) == 2;
    List<Integer> depths = depths(directory, samples);
    SampleFormat format = format(directory);
    checkDepths(depths, format);
    int chromaWidth = chroma(directory, photometric, compression, 0);
    int chromaHeight = chroma(directory, photometric, compression, 1);
    if (chromaWidth * chromaHeight > 1 && (depths.get(0) != 8 || samples != 3 || separate)) {
      throw BadImage.unsupported(
          "TIFF of YCbCr with fewer chroma samples must have 3 samples of 8 bits together");
    }
    int predictor = predictor(directory, compression, depths, format);
    int alpha = alpha(directory, photometric, samples);
    boolean premultiplied =
        alpha >= 0 && directory.number(Tag.EXTRA_SAMPLES).orElse(0) == ASSOCIATED_ALPHA;
    return new TiffLayout(
        (int) width,
        (int) height,
        photometric,
        compression,
        samples,
        depths,
        format,
        alpha,
        premultiplied,
        separate,
        predictor,
        directory.number(Tag.FILL_ORDER).orElse(1) == 2,
        chromaWidth,
        chromaHeight,
        ChunkGrid.read(directory, (int) width, (int) height, separate ? samples : 1));
  }

  /** Files that do not name the number of samples may name the depth of each. */
  private static int samples(TiffDirectory directory) {
    long depths = Math.max(1, directory.numbers(Tag.BITS_PER_SAMPLE).count());
    return (int) Math.min(directory.number(Tag.SAMPLES_PER_PIXEL).orElse(depths), 1 << 16);
  }

  /** Files that name fewer depths than samples mean the same for all, those that name more err. */
  private static List<Integer> depths(TiffDirectory directory, int samples) {
    TiffDirectory.Numbers bits = directory.numbers(Tag.BITS_PER_SAMPLE);
    List<Integer> depths = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      long depth = bits.count() == 0 ? 1 : bits.get(bits.count() < samples ? 0 : i);
      if (depth < 1 || depth > 64) {
        throw BadImage.corrupt("TIFF samples must have 1 to 64 bits, but have " + depth);
      }
      depths.add((int) depth);
    }
    return depths;
  }

  private static SampleFormat format(TiffDirectory directory) {
    long format = directory.number(Tag.SAMPLE_FORMAT).orElse(1);
    return switch ((int) Math.min(format, Integer.MAX_VALUE)) {
      case 2 -> SampleFormat.SIGNED;
      case 3 -> SampleFormat.FLOATING_POINT;
      case 5, 6 -> throw BadImage.unsupported("TIFF samples must not be complex numbers");
      default -> SampleFormat.UNSIGNED;
    };
  }

  private static void checkDepths(List<Integer> depths, SampleFormat format) {
    for (int depth : depths) {
      boolean allowed =
          format == SampleFormat.FLOATING_POINT
              ? depth == 16 || depth == 24 || depth == 32 || depth == 64
              : depth <= 32 || depth == 64;
      if (!allowed) {
        throw BadImage.unsupported(
            "TIFF samples must have 1 to 32 or 64 bits, as floating point 16, 24, 32 or 64, but"
                + " have "
                + depth);
      }
    }
  }

  private static int predictor(
      TiffDirectory directory, Compression compression, List<Integer> depths, SampleFormat format) {
    int predictor =
        compression.hasPredictor() ? (int) directory.number(Tag.PREDICTOR).orElse(1) : 1;
    int depth = depths.get(0);
    boolean even = depths.stream().allMatch(one -> one == depth);
    boolean right =
        switch (predictor) {
          case 1 -> true;
          case DIFFERENCES -> even && (depth == 8 || depth == 16 || depth == 32 || depth == 64);
          case FLOATING_POINT -> even && format == SampleFormat.FLOATING_POINT;
          default -> false;
        };
    if (!right) {
      throw BadImage.unsupported(
          "TIFF predictor must be 1, 2 with 8 to 64 bits, or 3 with floating point, but is "
              + predictor
              + " with "
              + depth
              + " bits");
    }
    return predictor;
  }

  /** Extra samples of no stated meaning are taken for alpha if they are one, as elsewhere. */
  private static int alpha(TiffDirectory directory, Photometric photometric, int samples) {
    int first = photometric.samples();
    if (samples == first || photometric == Photometric.YCBCR) {
      return -1;
    }
    TiffDirectory.Numbers extra = directory.numbers(Tag.EXTRA_SAMPLES);
    if (extra.count() == 0) {
      boolean usual = photometric == Photometric.RGB || photometric.isGrey();
      return samples == first + 1 && usual ? first : -1;
    }
    long kind = extra.get(0);
    boolean alpha = kind == ASSOCIATED_ALPHA || kind == UNASSOCIATED_ALPHA || samples == first + 1;
    return alpha ? first : -1;
  }

  private static int chroma(
      TiffDirectory directory, Photometric photometric, Compression compression, int axis) {
    if (photometric != Photometric.YCBCR || compression == Compression.JPEG) {
      return 1; // a JPEG says it itself
    }
    TiffDirectory.Numbers subsampling = directory.numbers(Tag.YCBCR_SUBSAMPLING);
    long factor = subsampling.count() < 2 ? 2 : subsampling.get(axis);
    if (factor != 1 && factor != 2 && factor != 4) {
      throw BadImage.corrupt("TIFF chroma subsampling must be 1, 2 or 4, but is " + factor);
    }
    return (int) factor;
  }

  /** Bits of all samples that stand together. */
  int pixelBits(int plane) {
    if (separate) {
      return depths.get(plane);
    }
    int bits = 0;
    for (int depth : depths) {
      bits += depth;
    }
    return bits;
  }

  /** How many planes there are. */
  int planes() {
    return separate ? samples : 1;
  }

  boolean isGrey() {
    return photometric.isGrey();
  }
}
