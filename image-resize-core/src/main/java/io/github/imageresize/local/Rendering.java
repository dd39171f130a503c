package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedScale;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PlanesResampler;
import io.github.imageresize.internal.raster.ResamplingAxis;
import io.github.imageresize.internal.raster.SrgbConversion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The making of one image: from the decoder's planes to the encoder's, by the shortest way. A JPEG
 * that becomes a JPEG stays in YCbCr, each plane going from its own resolution straight to that of
 * the result; colours are converted only where a profile or the output's format asks for it, and
 * only after the image was reduced.
 */
final class Rendering {
  /** Of formats that know no quality, which heed none. */
  private static final int DEFAULT_QUALITY = 80;

  private static final int LOSSLESS_OVERSAMPLING = 2;

  /** The decoded image may have fewer planes than the header lets expect, never more. */
  private static final int MOST_COLOR_PLANES = 3;

  /** What the colour engine holds of a profile, in and out of the heap. */
  private static final long COPIES_OF_PROFILE = 4;

  private static final long PROFILE_TABLES = 256 << 10;

  private final ImageDecoder decoder;
  private final ImageRequest request;
  private final ResizePlan plan;
  private final ImageEncoder encoder;
  private final @Nullable IccProfile profile;
  private final int quality;
  private final boolean subsampledOutput;

  /**
   * Whether chroma planes, should there be any, can go straight to half resolution; unless the
   * profile asks for a conversion.
   */
  private final boolean subsampledDirectly;

  /** Known when the image is made: reading a profile is work to be admitted. */
  private Optional<SrgbConversion> conversion = Optional.empty();

  Rendering(ImageDecoder decoder, ImageRequest request, ResizePlan plan, ImageEncoder encoder) {
    this.decoder = decoder;
    this.request = request;
    this.plan = plan;
    this.encoder = encoder;
    profile = decoder.header().iccProfile();
    quality = request.quality().orElse(encoder.format().defaultQuality().orElse(DEFAULT_QUALITY));
    boolean chromaSubsampled = encoder.chromaSubsampled(encodeRequest(Deadline.NONE));
    subsampledOutput = chromaSubsampled && encoder.accepts(ColorModel.YCBCR, false);
    subsampledDirectly = chromaSubsampled && !plan.padded();
  }

  /** How many pixels have to be decoded at most. */
  long decodedPixels() {
    long direct = decoder.decodedPixels(decodeRequest(false));
    return profile == null ? direct : Math.max(direct, decoder.decodedPixels(decodeRequest(true)));
  }

  /** The part of {@link #memoryNeeded()} that the original's size brings about. */
  long memoryNeededToReduce() {
    long direct = memoryNeededToReduce(false);
    if (profile == null) {
      return direct;
    }
    long converting = PROFILE_TABLES + COPIES_OF_PROFILE * profile.length();
    return Math.max(direct, memoryNeededToReduce(true)) + converting;
  }

  private long memoryNeededToReduce(boolean converted) {
    ImageHeader header = decoder.header();
    int planes = MOST_COLOR_PLANES + (header.alpha() ? 1 : 0);
    DecodedScale decoded = decoder.decodedScale(decodeRequest(converted));
    long resampling =
        PlanesResampler.memoryNeeded(
            decoded.width(),
            plan.horizontal().length(),
            plan.vertical().length(),
            plan.horizontal().scale() * decoded.samplesPerPixelX(),
            plan.vertical().scale() * decoded.samplesPerPixelY());
    // Decoders that do not reduce hold rows by the true reduction; those that do, more samples.
    long decoding =
        Math.max(
            decoder.memoryNeeded(decodeRequest(converted)),
            decoder.memoryNeeded(plan.decodeRequest(subsampledDirectly && !converted, 1)));
    return decoding + planes * resampling;
  }

  /** The most heap that {@link #render} holds at one time, in bytes. */
  long memoryNeeded() {
    boolean alpha = encoder.format().hasAlpha();
    long pixels = (long) plan.pictureWidth() * plan.pictureHeight();
    int planes = MOST_COLOR_PLANES + (decoder.header().alpha() ? 1 : 0);
    long turned =
        plan.turn().swapped() || plan.turn().mirroredY()
            ? pixels * planes * Picture.TURNED_BYTES
            : 0;
    return memoryNeededToReduce()
        + turned
        + encoder.memoryNeeded(plan.width(), plan.height(), alpha, encodeRequest(Deadline.NONE));
  }

  /**
   * Makes the image.
   *
   * @param damage gets what is found amiss in the original
   */
  byte[] render(Deadline deadline, DamageReport damage) {
    conversion = profile == null ? Optional.empty() : SrgbConversion.of(profile.bytes());
    boolean converted = conversion.isPresent();
    PlanarImage decoded = decoder.decode(decodeRequest(converted).on(deadline, damage));
    boolean direct = isDirect(decoded);
    Picture picture = WatchedRows.of(resampled(decoded, direct, deadline), deadline);
    picture = turned(picture, direct);
    if (!direct) {
      picture = colored(picture);
    }
    byte[] encoded =
        encoder.encode(WatchedRows.of(picture, deadline).toImage(), encodeRequest(deadline));
    deadline.check();
    return encoded;
  }

  /**
   * A reduction by the decoder is as sharp as it can be, one by Lanczos is smoother. What a lossy
   * format is written from may come from the decoder alone; without loss, Lanczos does the last
   * halving.
   */
  private DecodeRequest decodeRequest(boolean converted) {
    int oversampling = encoder.format().hasQuality() ? 1 : LOSSLESS_OVERSAMPLING;
    return plan.decodeRequest(subsampledDirectly && !converted, oversampling);
  }

  /** Whether planes go to the encoder with no more than a resampling and a turn. */
  private boolean isDirect(PlanarImage decoded) {
    boolean converted = conversion.isPresent();
    boolean accepted = encoder.accepts(decoded.model(), decoded.alpha());
    return !converted && !plan.padded() && !decoded.alpha() && accepted;
  }

  private Picture resampled(PlanarImage decoded, boolean direct, Deadline deadline) {
    Picture source =
        new Picture(
            decoded.model(), decoded.alpha(), decoded.planes().stream().map(Plane::rows).toList());
    source = WatchedRows.of(source, deadline).premultiplied();
    List<PlanesResampler.Part> parts = new ArrayList<>();
    Map<Sampling, ResamplingAxis> horizontal = new HashMap<>();
    Map<Sampling, ResamplingAxis> vertical = new HashMap<>();
    for (int i = 0; i < decoded.planes().size(); i++) {
      Plane plane = decoded.planes().get(i);
      PlaneRows rows = source.planes().get(i);
      boolean chroma = decoded.model() == ColorModel.YCBCR && (i == 1 || i == 2);
      int pixelsPerSample =
          chroma && subsampledDirectly && conversion.isEmpty() && !decoded.alpha() ? 2 : 1;
      Sampling x =
          new Sampling(plane.originX(), plane.samplesPerPixelX(), rows.width(), pixelsPerSample);
      Sampling y =
          new Sampling(plane.originY(), plane.samplesPerPixelY(), rows.height(), pixelsPerSample);
      parts.add(
          new PlanesResampler.Part(
              rows,
              horizontal.computeIfAbsent(x, plan.horizontal()::over),
              vertical.computeIfAbsent(y, plan.vertical()::over)));
    }
    boolean last = direct && plan.turn() == Orientation.UPRIGHT;
    int phases = last ? encoder.preferredPhases() : 1;
    return new Picture(decoded.model(), decoded.alpha(), PlanesResampler.resample(parts, phases))
        .unpremultiplied();
  }

  private Picture turned(Picture picture, boolean direct) {
    return picture.turned(
        plan.turn().swapped(),
        plan.turn().mirroredX(),
        plan.turn().mirroredY(),
        direct ? encoder.preferredPhases() : 1);
  }

  private Picture colored(Picture reduced) {
    Picture picture = conversion.map(reduced::converted).orElse(reduced).chromaDoubled();
    boolean alphaKept = encoder.format().hasAlpha();
    RgbaColor padding = request.background().orElse(RgbaColor.TRANSPARENT);
    if (!alphaKept) {
      padding = overWhite(padding);
      picture = picture.flattened(padding);
    } else if (plan.padded() && padding.alpha() < 255) {
      picture = picture.withAlpha();
    }
    picture = picture.in(target(picture, padding));
    if (plan.padded()) {
      picture = picture.padded(plan.left(), plan.top(), plan.width(), plan.height(), padding);
    }
    return subsampledOutput ? picture.chromaSubsampled() : picture;
  }

  private ColorModel target(Picture picture, RgbaColor padding) {
    boolean greyLost = picture.model() == ColorModel.GREY && plan.padded() && !isGrey(padding);
    if (!greyLost && encoder.accepts(picture.model(), picture.alpha())) {
      return picture.model();
    }
    return encoder.accepts(ColorModel.RGB, picture.alpha()) ? ColorModel.RGB : ColorModel.YCBCR;
  }

  private static boolean isGrey(RgbaColor color) {
    return color.red() == color.green() && color.green() == color.blue();
  }

  private static RgbaColor overWhite(RgbaColor color) {
    return new RgbaColor(
        overWhite(color.red(), color.alpha()),
        overWhite(color.green(), color.alpha()),
        overWhite(color.blue(), color.alpha()),
        255);
  }

  private static int overWhite(int sample, int alpha) {
    return 255 + Math.round((sample - 255) * alpha / 255f);
  }

  private EncodeRequest encodeRequest(Deadline deadline) {
    ImageHeader header = decoder.header();
    EncodeRequest.Builder encoding = EncodeRequest.builder(quality).deadline(deadline);
    return request.keepCopyright()
        ? encoding.copyright(header.copyright()).artist(header.artist()).build()
        : encoding.build();
  }
}
