package io.github.imageresize.examples.resize;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is to be made of each file. */
final class RequestOptions {
  @Option(
      names = {"-w", "--width"},
      paramLabel = "N",
      converter = OptionValues.WholeNumber.class,
      description = "Width of the target box in pixels. One side alone keeps the aspect ratio.")
  private @Nullable Integer width;

  @Option(
      names = {"-h", "--height"},
      paramLabel = "N",
      converter = OptionValues.WholeNumber.class,
      description = "Height of the target box in pixels.")
  private @Nullable Integer height;

  @Option(
      names = "--dpr",
      paramLabel = "R",
      converter = OptionValues.Ratio.class,
      description = "Multiplies the box, 1..4.")
  private @Nullable Double devicePixelRatio;

  @Option(
      names = "--fit",
      paramLabel = "F",
      converter = OptionValues.FitName.class,
      description = "inside (the default), cover, contain, fill or outside.")
  private @Nullable Fit fit;

  @Option(
      names = "--position",
      paramLabel = "P",
      converter = OptionValues.Place.class,
      description =
          "What cover keeps and where contain places: center, top, top-right, ..., or a focal"
              + " point such as 0.3,0.7.")
  private @Nullable Position position;

  @Option(
      names = "--crop",
      paramLabel = "X,Y,W,H",
      converter = OptionValues.Region.class,
      description = "Region of the upright original to take, in pixels or percent (10%%,20%%,...).")
  private @Nullable Crop crop;

  @Option(
      names = "--rotate",
      paramLabel = "D",
      converter = OptionValues.Degrees.class,
      description = "Turn clockwise by 90, 180 or 270 degrees.")
  private @Nullable Rotation rotation;

  @Option(
      names = "--flip",
      paramLabel = "h|v",
      converter = OptionValues.FlipName.class,
      description = "Mirror, horizontally or vertically.")
  private @Nullable Flip flip;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "F",
      converter = OptionValues.Format.class,
      description = "jpeg, png, webp or gif. Default: that of the original.")
  private @Nullable ImageFormat format;

  @Option(
      names = {"-q", "--quality"},
      paramLabel = "Q",
      converter = OptionValues.WholeNumber.class,
      description = "1..100, for JPEG and WebP. Default: 80.")
  private @Nullable Integer quality;

  @Option(
      names = "--background",
      paramLabel = "RRGGBB[AA]",
      converter = OptionValues.Colour.class,
      description = "Behind transparency that the format can't hold, and for padding.")
  private @Nullable RgbaColor background;

  @Option(names = "--enlarge", description = "Allow more pixels than the original has.")
  private boolean enlarge;

  /** The format that was asked for by name. */
  Optional<ImageFormat> format() {
    return Optional.ofNullable(format);
  }

  /**
   * What is to be made of a file.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if an option is out of its range
   */
  ImageRequest request(String name, Optional<ImageFormat> outputFormat) {
    ImageRequest.Builder request = ImageRequest.builder(name).enlarge(enlarge);
    if (width != null) {
      request.width(width);
    }
    if (height != null) {
      request.height(height);
    }
    if (devicePixelRatio != null) {
      request.devicePixelRatio(devicePixelRatio);
    }
    if (fit != null) {
      request.fit(fit);
    }
    if (position != null) {
      request.position(position);
    }
    if (crop != null) {
      request.crop(crop);
    }
    if (rotation != null) {
      request.rotation(rotation);
    }
    if (flip != null) {
      request.flip(flip);
    }
    if (quality != null) {
      request.quality(quality);
    }
    if (background != null) {
      request.background(background);
    }
    outputFormat.ifPresent(request::format);
    return request.build();
  }
}
