package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.Effects;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Output;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.effect.Blur;
import io.github.imageresize.internal.effect.OverlayStage;
import io.github.imageresize.internal.effect.RoundedCorners;
import io.github.imageresize.internal.effect.SmartCrop;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.effect.Tone;
import io.github.imageresize.internal.effect.UnsharpMask;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The making of one image: it is decoded and {@linkplain Reduction reduced}, goes through a list of
 * {@linkplain Stage stages}, and is encoded. A JPEG that becomes a JPEG stays in YCbCr and the list
 * is empty; colours are converted only where a profile, an effect or the output's format asks for
 * it, and only after the image was reduced.
 */
final class Rendering implements Making {
  /** Of formats that know no quality, which heed none. */
  private static final int DEFAULT_QUALITY = 80;

  private static final int LOSSLESS_OVERSAMPLING = 2;

  private final ImageDecoder decoder;
  private final ImageRequest request;
  private final ResizePlan plan;
  private final ImageEncoder encoder;
  private final int quality;
  private boolean inSrgb;
  private final SrgbStage profile;
  private final Optional<OverlayStage> overlay;

  /** One for all frames, of which the first decides. */
  private final SmartCrop smartCrop;

  Rendering(ImageDecoder decoder, ImageRequest request, ResizePlan plan, ImageEncoder encoder) {
    this(decoder, request, plan, encoder, Optional.empty());
  }

  /**
   * A rendering that is not begun.
   *
   * @param overlay what is laid over the picture, where the request asks for it
   */
  Rendering(
      ImageDecoder decoder,
      ImageRequest request,
      ResizePlan plan,
      ImageEncoder encoder,
      Optional<OverlayStage> overlay) {
    this.overlay = overlay;
    this.decoder = decoder;
    this.request = request;
    this.plan = plan;
    this.encoder = encoder;
    quality = request.quality().orElse(encoder.format().defaultQuality().orElse(DEFAULT_QUALITY));
    profile = SrgbStage.unread(decoder.header().iccProfile());
    smartCrop =
        request.position().equals(Position.ENTROPY)
            ? SmartCrop.byEntropy(plan.shownWidth(), plan.shownHeight())
            : SmartCrop.byAttention(plan.shownWidth(), plan.shownHeight());
  }

  /** What is done to the reduced picture, in this order; each stage knows whether it is needed. */
  private List<Stage> stages(SrgbStage toSrgb) {
    RgbaColor canvas = canvasColor();
    Effects effects = request.effects();
    boolean seenThrough = plan.padded() && canvas.alpha() < 255;
    boolean rounded = effects.radius().isPresent();
    List<Stage> stages = new ArrayList<>();
    stages.add(new TurnStage(plan.turn()));
    stages.add(smartCrop);
    stages.add(toSrgb);
    stages.add(
        new Tone(
            effects.gamma(),
            effects.brightness(),
            effects.contrast(),
            effects.saturation(),
            effects.grayscale()));
    effects.blur().ifPresent(sigma -> stages.add(new Blur(sigma)));
    effects.sharpen().ifPresent(mask -> stages.add(new UnsharpMask(mask.sigma(), mask.gain())));
    overlay.ifPresent(stages::add);
    stages.add(new FlattenStage(encoder, canvas));
    stages.add(new AddAlphaStage(encoder.format().hasAlpha() && (seenThrough || rounded)));
    stages.add(new ModelStage(encoder, (plan.padded() || rounded) && !isGrey(canvas)));
    stages.add(new PaddingStage(plan.left(), plan.top(), plan.width(), plan.height(), canvas));
    effects.radius().ifPresent(radius -> stages.add(new RoundedCorners(radius, canvas)));
    stages.add(new HalveChromaStage(encoder, encodeRequest(Deadline.NONE)));
    return stages;
  }

  @Override
  public long decodedPixels() {
    return Math.max(reduction(SrgbStage.NONE).decodedPixels(), reduction(profile).decodedPixels());
  }

  @Override
  public long memoryNeededToReduce() {
    return mostToReduce() + profile.memoryNeeded();
  }

  @Override
  public long memoryNeeded() {
    boolean alpha = encoder.format().hasAlpha();
    PictureShape canvas =
        new PictureShape(ColorModel.RGB, alpha, false, plan.width(), plan.height());
    return memoryNeededToPrepare()
        + search().map(search -> search.memoryNeeded(canvas)).orElse(0L)
        + encoder.memoryNeeded(plan.width(), plan.height(), alpha, encodeRequest(Deadline.NONE));
  }

  /** What of it is needed before the encoder. */
  long memoryNeededToPrepare() {
    long stages = 0;
    for (ColorModel model : ColorModel.values()) {
      PictureShape reduced = reducedShape(model, decoder.header().alpha(), false);
      stages = Math.max(stages, StageList.of(reduced, stages(profile)).memoryNeeded());
    }
    return mostToReduce() + stages;
  }

  /** Whether a profile asks for a conversion is known when it is read. */
  private long mostToReduce() {
    return Math.max(reduction(SrgbStage.NONE).memoryNeeded(), reduction(profile).memoryNeeded());
  }

  @Override
  public byte[] render(Deadline deadline, DamageReport damage) {
    EncodeRequest encoding = encodeRequest(deadline);
    Picture picture = picture(deadline, damage);
    byte[] encoded =
        search()
            .map(search -> search.encode(picture, encoding))
            .orElseGet(() -> encoder.encode(picture.toImage(), encoding));
    deadline.check();
    return encoded;
  }

  /** The picture as it goes to the encoder. */
  Picture picture(Deadline deadline, DamageReport damage) {
    SrgbStage toSrgb = readProfile();
    return prepared(reduction(toSrgb).decode(deadline, damage), toSrgb, deadline);
  }

  @Override
  public boolean allFrames() {
    return false;
  }

  /** How the quality is found where bytes are bounded and the format knows a quality. */
  private Optional<QualitySearch> search() {
    boolean lossy = encoder.format().hasQuality() && !request.output().lossless();
    OptionalInt bound = request.output().maxBytes();
    return lossy && bound.isPresent()
        ? Optional.of(new QualitySearch(encoder, bound.getAsInt()))
        : Optional.empty();
  }

  /** The colour profile, which is read when there is room for it. */
  SrgbStage readProfile() {
    SrgbStage read = profile.read();
    inSrgb = read == SrgbStage.NONE;
    return read;
  }

  @Override
  public boolean wasInSrgb() {
    return inSrgb;
  }

  /** A decoded picture as it goes to the encoder. */
  Picture prepared(PlanarImage decoded, SrgbStage toSrgb, Deadline deadline) {
    Reduction reduction = reduction(toSrgb);
    PictureShape reduced =
        reducedShape(decoded.model(), decoded.alpha(), reduction.halves(decoded));
    StageList stages = StageList.of(reduced, stages(toSrgb));
    int phases = encoder.preferredPhases();
    Picture picture = reduction.reduced(decoded, stages.phases(phases), deadline);
    picture = stages.apply(WatchedRows.of(picture, deadline), phases);
    return WatchedRows.of(picture, deadline);
  }

  /**
   * A reduction by the decoder is as sharp as it can be, one by Lanczos is smoother. What a lossy
   * format is written from may come from the decoder alone; without loss, Lanczos does the last
   * halving.
   */
  private Reduction reduction(SrgbStage toSrgb) {
    boolean lossy = encoder.format().hasQuality() && !request.output().lossless();
    int oversampling = lossy ? 1 : LOSSLESS_OVERSAMPLING;
    StageList ofColor = StageList.of(reducedShape(ColorModel.YCBCR, false, false), stages(toSrgb));
    boolean chromaHalved =
        encoder.chromaSubsampled(encodeRequest(Deadline.NONE)) && !ofColor.needsFullChroma();
    return new Reduction(decoder, plan, oversampling, chromaHalved);
  }

  private PictureShape reducedShape(ColorModel model, boolean alpha, boolean chromaHalved) {
    return new PictureShape(
        model, alpha, chromaHalved, plan.horizontal().length(), plan.vertical().length());
  }

  /** The colour of what the picture does not cover, and of what is seen through it. */
  private RgbaColor canvasColor() {
    RgbaColor asked = request.background().orElse(RgbaColor.TRANSPARENT);
    return encoder.format().hasAlpha() ? asked : overWhite(asked);
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

  /** How the result is written. */
  EncodeRequest encodeRequest(Deadline deadline) {
    ImageHeader header = decoder.header();
    Output output = request.output();
    EncodeRequest.Builder encoding =
        EncodeRequest.builder(quality)
            .progressive(output.progressive())
            .chroma(output.chroma().orElse(null))
            .lossless(output.lossless())
            .palette(output.palette())
            .deadline(deadline);
    return request.keepCopyright()
        ? encoding.copyright(header.copyright()).artist(header.artist()).build()
        : encoding.build();
  }
}
