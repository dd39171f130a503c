package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedScale;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PlanesResampler;
import io.github.imageresize.internal.raster.ResamplingAxis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What every rendering begins with: the decoder's planes go to the result's size, in the order in
 * which they are stored, each plane from its own resolution straight to that of the result.
 *
 * @param oversampling how many decoded samples there are to be at least for a pixel of the result,
 *     each way, where the original has so many
 * @param chromaHalved whether chroma planes, should there be any, go straight to half resolution
 */
record Reduction(ImageDecoder decoder, ResizePlan plan, int oversampling, boolean chromaHalved) {
  /** The decoded image may have fewer planes than the header lets expect, never more. */
  private static final int MOST_COLOR_PLANES = 3;

  /** How many pixels have to be decoded. */
  long decodedPixels() {
    return decoder.decodedPixels(decodeRequest());
  }

  /** The most heap that decoding and resampling hold at one time, in bytes. */
  long memoryNeeded() {
    ImageHeader header = decoder.header();
    int planes = MOST_COLOR_PLANES + (header.alpha() ? 1 : 0);
    DecodedScale decoded = decoder.decodedScale(decodeRequest());
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
            decoder.memoryNeeded(decodeRequest()),
            decoder.memoryNeeded(plan.decodeRequest(chromaHalved, 1)));
    return decoding + planes * resampling;
  }

  PlanarImage decode(Deadline deadline, DamageReport damage) {
    return decoder.decode(decodeRequest().on(deadline, damage));
  }

  /**
   * The decoded image at the result's size, not turned yet.
   *
   * @param phases into how many arrays rows are split
   */
  Picture reduced(PlanarImage decoded, int phases, Deadline deadline) {
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
      int pixelsPerSample = halves(decoded) && (i == 1 || i == 2) ? 2 : 1;
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
    return new Picture(decoded.model(), decoded.alpha(), PlanesResampler.resample(parts, phases))
        .unpremultiplied();
  }

  /** Whether the planes of a decoded image have chroma at half resolution once they are reduced. */
  boolean halves(PlanarImage decoded) {
    return chromaHalved && decoded.model() == ColorModel.YCBCR && !decoded.alpha();
  }

  private DecodeRequest decodeRequest() {
    return plan.decodeRequest(chromaHalved, oversampling);
  }
}
