package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Overlay;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.event.ImageMade.Stage;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.effect.OverlayStage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes images of originals that are there: looks at the header, plans, checks the limits, waits,
 * and then decodes, resamples and encodes row by row. Thread-safe.
 */
final class ImageMaking {
  private final CodecRegistry codecs;
  private final ResizeLimits limits;
  private final Admission admission;
  private final @Nullable Overlays overlays;
  private final OriginalInstead originalInstead;

  /**
   * Makes what the codecs can write.
   *
   * @param overlays null where there is no source to read them from
   */
  ImageMaking(
      CodecRegistry codecs, ResizeLimits limits, Admission admission, @Nullable Overlays overlays) {
    this.codecs = codecs;
    this.limits = limits;
    this.admission = admission;
    this.overlays = overlays;
    originalInstead = new OriginalInstead(codecs);
  }

  /** The image; its version is the original's, joined with that of an overlay. */
  ResizedImage make(
      byte[] original, String version, ImageRequest request, Deadline deadline, StageTimes times) {
    times.enter(Stage.PLAN);
    SourceLimits.checkLength(original.length, limits);
    try (ImageDecoder decoder = admission.open(original, deadline)) {
      ImageHeader header = decoder.header();
      ImageEncoder encoder = OutputFormat.encoder(request, header, codecs);
      int longestSide = Math.min(limits.outputSide(), encoder.format().longestSide());
      Canvas canvas =
          trimmed(original, request, deadline, times)
              .map(part -> Canvas.of(part, request))
              .orElseGet(() -> Canvas.of(header.uprightSize(), request));
      ResizePlan plan = ResizePlan.of(header, canvas, longestSide);
      Optional<Overlays.Found> overlay = overlay(request, plan, deadline);
      Making making = making(decoder, request, plan, encoder, overlay);
      deadline.check();
      DamageReport damage = new DamageReport(limits.onDamage());
      boolean sameFormat = header.format().output().filter(encoder.format()::equals).isPresent();
      boolean allFrames = making.allFrames();
      boolean replaceable =
          sameFormat
              && (allFrames || header.frames() == 1)
              && OriginalInstead.showsTheSame(header, request, plan);
      long memory = making.memoryNeeded() + (replaceable ? 3L * original.length : 0);
      Supplier<byte[]> work =
          () -> {
            byte[] made = making.render(deadline, damage);
            return replaceable && damage.damage().isEmpty() && making.wasInSrgb()
                ? originalInstead.smaller(made, original, allFrames)
                : made;
          };
      byte[] encoded = admission.admitted(memory, deadline, work, times);
      SourceLimits.checkResult(encoded.length, limits);
      ResizedImage image =
          ResizedImage.wrap(
                  encoded,
                  encoder.format(),
                  plan.width(),
                  plan.height(),
                  overlay.map(found -> Overlays.joined(version, found.version())).orElse(version),
                  ResizedImage.Origin.LOCAL)
              .withOriginalSize(header.uprightSize());
      return damage.damage().map(image::withDamage).orElse(image);
    }
  }

  /** What is left of the original's used part without its borders, if that is asked for. */
  private Optional<Region> trimmed(
      byte[] original, ImageRequest request, Deadline deadline, StageTimes times) {
    OptionalInt tolerance = request.geometry().trim();
    if (tolerance.isEmpty()) {
      return Optional.empty();
    }
    try (ImageDecoder decoder = admission.open(original, deadline)) {
      BorderTrim trim = new BorderTrim(decoder, request, tolerance.getAsInt());
      long memory = trim.memoryNeeded();
      SourceLimits.checkPixels(trim.decodedPixels(), decoder.header(), limits);
      SourceLimits.checkMemory(memory, memory, limits);
      DamageReport damage = new DamageReport(limits.onDamage());
      return admission.admitted(memory, deadline, () -> trim.find(deadline, damage), times);
    }
  }

  private Optional<Overlays.Found> overlay(
      ImageRequest request, ResizePlan plan, Deadline deadline) {
    Optional<Overlay> asked = request.effects().overlay();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (overlays == null) {
      throw ImageResizeException.invalid(
          "overlay",
          asked.get().source(),
          "must not be given: this service was made without a source to read it from");
    }
    return Optional.of(overlays.find(asked.get(), plan.shownWidth(), plan.shownHeight(), deadline));
  }

  /** All frames where that is asked for, makes a difference and is allowed; else the first. */
  private Making making(
      ImageDecoder decoder,
      ImageRequest request,
      ResizePlan plan,
      ImageEncoder encoder,
      Optional<Overlays.Found> found) {
    Optional<OverlayStage> overlay =
        found.flatMap(
            over -> request.effects().overlay().map(how -> new OverlayStage(over.layer(), how)));
    ImageHeader header = decoder.header();
    Frames frames = request.output().frames().orElse(null);
    Optional<AnimationEncoder> animation =
        header.frames() > 1 && frames != Frames.FIRST ? encoder.animation() : Optional.empty();
    if (animation.isPresent()) {
      Making all = new AnimatedRendering(decoder, request, plan, encoder, animation.get(), overlay);
      if (frames == Frames.ALL) {
        SourceLimits.checkFrames(header, limits);
        SourceLimits.check(all, header, limits);
        return all;
      }
      if (SourceLimits.allow(all, header, limits)) {
        return all;
      }
    }
    Making first = new Rendering(decoder, request, plan, encoder, overlay);
    SourceLimits.check(first, header, limits);
    return first;
  }
}
