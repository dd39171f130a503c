package io.github.imageresize;

import io.github.imageresize.ImageOption.Declaration;
import io.github.imageresize.ImageOption.Group;
import io.github.imageresize.internal.option.Choice;
import io.github.imageresize.internal.option.Decimal;
import io.github.imageresize.internal.option.Grammar;
import io.github.imageresize.internal.option.Notation;
import io.github.imageresize.internal.option.Text;
import io.github.imageresize.internal.option.WholeNumber;
import io.github.imageresize.internal.option.YesOrNo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All options of an {@link ImageRequest}, each declared once. What their values mean is said at
 * {@link Geometry}, {@link Effects} and {@link Output}.
 */
public final class ImageOptions {
  private static final List<ImageOption<?>> DECLARED = new ArrayList<>();

  private static final WholeNumber SIDE = new WholeNumber(1, ImageRequest.MAX_SIDE);
  private static final Decimal FACTOR = new Decimal(0, 10, 2, "1.2");

  /** {@link Geometry#width()}. */
  public static final ImageOption<Integer> WIDTH =
      declared(
          option(Group.GEOMETRY, "width", SIDE)
              .url("w")
              .commandLine("-w", "--width")
              .sinceFirstContract()
              .sent(CanonicalRules::boxWidth)
              .inKey(CanonicalRules::boxWidth)
              .meaning(
                  "width of the target box, 1 to 65535; one side alone keeps the aspect ratio;"
                      + " neither only converts"));

  /** {@link Geometry#height()}. */
  public static final ImageOption<Integer> HEIGHT =
      declared(
          option(Group.GEOMETRY, "height", SIDE)
              .url("h")
              .commandLine("-h", "--height")
              .sinceFirstContract()
              .sent(CanonicalRules::boxHeight)
              .inKey(CanonicalRules::boxHeight)
              .meaning("height of the target box, 1 to 65535"));

  /** {@link Geometry#devicePixelRatio()}. */
  public static final ImageOption<Double> DEVICE_PIXEL_RATIO =
      declared(
          option(Group.GEOMETRY, "devicePixelRatio", new Decimal(1, 4, 2, "1.5"))
              .url("dpr")
              .commandLine("--dpr")
              .notInContract()
              .byDefault(1.0)
              .neverInKey("the box holds it, multiplied in")
              .meaning("1 to 4, multiplies the box; default 1"));

  /** {@link Geometry#fit()}. */
  public static final ImageOption<Fit> FIT =
      declared(
          option(Group.GEOMETRY, "fit", Choice.of(Fit.class, ImageOptions::lowerCase))
              .sinceFirstContract()
              .byDefault(Fit.INSIDE)
              .firstInKey()
              .alwaysInKey(CanonicalRules::fit)
              .meaning(
                  "`inside` (default): largest that fits; `cover`: fills the box, cropped;"
                      + " `contain`: fits, padded; `fill`: stretched; `outside`: smallest that"
                      + " covers"));

  /** {@link Geometry#position()}. */
  public static final ImageOption<Position> POSITION =
      declared(
          option(
                  Group.GEOMETRY,
                  "position",
                  new Notation<>(
                      Position::parse,
                      Position::label,
                      "center|top|top-right|...|x,y|entropy|attention"))
              .sinceFirstContract()
              .since(position -> position.isByContent() ? 2 : 1)
              .byDefault(Position.CENTER)
              .alwaysInKey(CanonicalRules::position)
              .meaning(
                  "what `cover` keeps and where `contain` places: `center` (default), `top`,"
                      + " `top-right`, …, a focal point `0.3,0.7`, or by content: `entropy`,"
                      + " `attention`"));

  /** {@link Geometry#crop()}. */
  public static final ImageOption<Crop> CROP =
      declared(
          option(Group.GEOMETRY, "crop", new Notation<>(Crop::parse, Crop::label, "x,y,w,h"))
              .sinceFirstContract()
              .inKey(CanonicalRules::crop)
              .meaning(
                  "the region `x,y,w,h` of the upright original, in pixels or percent"
                      + " (`10%,10%,80%,80%`), taken first"));

  /** {@link Geometry#trim()}. */
  public static final ImageOption<Integer> TRIM =
      declared(
          option(Group.GEOMETRY, "trim", new WholeNumber(0, 255))
              .meaning(
                  "cuts borders of one colour off, after the crop; 0 to 255 is how far a sample may"
                      + " differ from that colour; off by default"));

  /** {@link Geometry#padding()}. */
  public static final ImageOption<Padding> PADDING =
      declared(
          option(
                  Group.GEOMETRY,
                  "padding",
                  new Notation<>(Padding::parse, Padding::label, "pixels|top,right,bottom,left"))
              .url("pad")
              .commandLine("--pad")
              .byDefault(Padding.NONE)
              .meaning(
                  "pixels of background added around the result: `20`, or top, right, bottom and"
                      + " left `10,20,10,20`; default 0"));

  /** {@link Geometry#enlarge()}. */
  public static final ImageOption<Boolean> ENLARGE =
      declared(
          option(Group.GEOMETRY, "enlarge", new YesOrNo())
              .sinceFirstContract()
              .byDefault(false)
              .alwaysInKey(CanonicalRules::enlarge)
              .meaning("`true` allows more pixels than the original has; default `false`"));

  /** {@link Geometry#flip()}. */
  public static final ImageOption<Flip> FLIP =
      declared(
          option(
                  Group.GEOMETRY,
                  "flip",
                  Choice.of(Flip.class, ImageOptions::letter)
                      .withPlain(ImageOptions::lowerCase)
                      .withAlias("horizontal", Flip.HORIZONTAL)
                      .withAlias("vertical", Flip.VERTICAL))
              .sinceFirstContract()
              .byDefault(Flip.NONE)
              .alwaysInKey(CanonicalRules::flip)
              .keyText(ImageOptions::lowerCase)
              .meaning("`h` mirrors left and right, `v` top and bottom, before the rotation"));

  /** {@link Geometry#rotation()}. */
  public static final ImageOption<Rotation> ROTATION =
      declared(
          option(
                  Group.GEOMETRY,
                  "rotation",
                  Choice.of(Rotation.class, turn -> Integer.toString(turn.degrees()))
                      .withPlain(Rotation::degrees))
              .url("rotate")
              .contract("rotate")
              .commandLine("--rotate")
              .sinceFirstContract()
              .byDefault(Rotation.NONE)
              .alwaysInKey(CanonicalRules::rotation)
              .meaning("90, 180 or 270 degrees clockwise; default 0"));

  /** {@link Output#format()}. */
  public static final ImageOption<ImageFormat> FORMAT =
      declared(
          option(
                  Group.OUTPUT,
                  "format",
                  Choice.of(ImageFormat.class, ImageFormat::label)
                      .withAlias("jpg", ImageFormat.JPEG)
                      .orOpen("auto")
                      .withAdvice(
                          "thumbhash",
                          "a ThumbHash is part of what describe tells: describe=true in a URL, the"
                              + " command describe, ResizeService.describe"))
              .commandLine("-f", "--format")
              .sinceFirstContract()
              .since(
                  format ->
                      format.negotiationRank().isPresent() && format != ImageFormat.WEBP ? 2 : 1)
              .keyTextWhereOpen("auto")
              .meaning(
                  "`jpeg`, `png`, `webp`, `gif`; `avif` and `jxl` where [a codec writes"
                      + " them](extending.md#heic-avif-and-jpeg-xl-by-libvips); or `auto`"
                      + " (default): over HTTP by the `Accept` header, in code the original's"
                      + " format"));

  /** {@link Output#quality()}. */
  public static final ImageOption<Integer> QUALITY =
      declared(
          option(Group.OUTPUT, "quality", new WholeNumber(1, 100))
              .url("q")
              .commandLine("-q", "--quality")
              .sinceFirstContract()
              .sent(CanonicalRules::sentQuality)
              .alwaysInKey(CanonicalRules::quality)
              .meaning(
                  "1 to 100 for lossy formats, each on its own scale; default 80, of AVIF 70, of"
                      + " JPEG XL 85"));

  /** {@link Output#background()}. */
  public static final ImageOption<RgbaColor> BACKGROUND =
      declared(
          option(
                  Group.OUTPUT,
                  "background",
                  new Notation<>(RgbaColor::parse, RgbaColor::toHex, "rrggbb[aa]"))
              .url("bg")
              .sinceFirstContract()
              .alwaysInKey(CanonicalRules::background)
              .meaning(
                  "`rrggbb` or `rrggbbaa`: behind transparency that the format can't hold (default"
                      + " white), and for padding (default transparent, else white)"));

  /** {@link ImageRequest#version()}. */
  public static final ImageOption<String> VERSION =
      declared(
          option(Group.ORIGINAL, "version", new Text(ImageOptions::version, "text"))
              .url("v")
              .notInContract()
              .commandLine()
              .meaning(
                  "your version of the original: part of the key, and makes the reply `immutable`"
                      + " where it is [proven](http.md#who-may-ask-for-what)"));

  /** {@link Output#keepCopyright()}. */
  public static final ImageOption<Boolean> KEEP_COPYRIGHT =
      declared(
          option(Group.OUTPUT, "keepCopyright", new YesOrNo("keep", "drop"))
              .url("copyright")
              .commandLine("--keep-copyright")
              .sinceFirstContract()
              .byDefault(false)
              .meaning("`keep` keeps the copyright and artist tags; default `drop`"));

  /** {@link Output#frames()}. */
  public static final ImageOption<Frames> FRAMES =
      declared(
          option(Group.OUTPUT, "frames", Choice.of(Frames.class, ImageOptions::lowerCase))
              .inKey(CanonicalRules::frames)
              .meaning(
                  "`all` or `first` of an animation; by default all where both formats are animated"
                      + " and the limits allow it, else the first"));

  /** {@link Output#animatedFormat()}. */
  public static final ImageOption<ImageFormat> ANIMATED_FORMAT =
      declared(
          option(
                  Group.OUTPUT,
                  "animatedFormat",
                  Choice.of(ImageFormat.class, ImageFormat::label).only(ImageFormat::hasAnimation))
              .url("animated")
              .commandLine("--animated-format")
              .inKey(CanonicalRules::animatedFormat)
              .meaning(
                  "a format for an animation whose frames `format` can't hold, where `frames` is not"
                      + " `first`: `webp`, `gif`, `png`, or `avif` or `jxl` where an added codec"
                      + " animates them; without it the first frame is taken, unless the format was"
                      + " negotiated"));

  /** {@link Effects#gamma()}. */
  public static final ImageOption<Double> GAMMA =
      declared(
          option(Group.EFFECTS, "gamma", new Decimal(0.1, 10, 2, "2.2"))
              .byDefault(1.0)
              .meaning("lightens mid-tones above 1 and darkens them below, 0.1 to 10; default 1"));

  /** {@link Effects#brightness()}. */
  public static final ImageOption<Double> BRIGHTNESS =
      declared(
          option(Group.EFFECTS, "brightness", FACTOR)
              .byDefault(1.0)
              .meaning("factor of the lightness, 0 to 10; default 1"));

  /** {@link Effects#contrast()}. */
  public static final ImageOption<Double> CONTRAST =
      declared(
          option(Group.EFFECTS, "contrast", FACTOR)
              .byDefault(1.0)
              .meaning("factor of the distance from the middle grey, 0 to 10; default 1"));

  /** {@link Effects#saturation()}. */
  public static final ImageOption<Double> SATURATION =
      declared(
          option(Group.EFFECTS, "saturation", FACTOR)
              .byDefault(1.0)
              .meaning("factor of the colourfulness, 0 to 10; default 1"));

  /** {@link Effects#grayscale()}. */
  public static final ImageOption<Boolean> GRAYSCALE =
      declared(
          option(Group.EFFECTS, "grayscale", new YesOrNo())
              .byDefault(false)
              .meaning("`true` leaves shades of grey alone; default `false`"));

  /** {@link Effects#blur()}. */
  public static final ImageOption<Double> BLUR =
      declared(
          option(Group.EFFECTS, "blur", new Decimal(0.3, 100, 2, "5"))
              .meaning(
                  "Gaussian blur of this standard deviation in pixels of the result, 0.3 to 100;"
                      + " off by default"));

  /** {@link Effects#sharpen()}. */
  public static final ImageOption<Sharpening> SHARPEN =
      declared(
          option(
                  Group.EFFECTS,
                  "sharpen",
                  new Notation<>(Sharpening::parse, Sharpening::label, "sigma[,gain]"))
              .meaning(
                  "unsharp mask: standard deviation in pixels of the result, 0.3 to 10, and gain,"
                      + " 0.01 to 10, such as `1` or `1,0.8`; off by default"));

  /** {@link Effects#overlay()}, its path. */
  public static final ImageOption<String> OVERLAY =
      declared(
          option(Group.EFFECTS, "overlay", new Text(ImageRequest::checkedPath, "path"))
              .meaning("path of a picture that is laid over the result, such as a watermark"));

  /** {@link Effects#overlay()}, its position. */
  public static final ImageOption<Position> OVERLAY_POSITION =
      declared(
          option(
                  Group.EFFECTS,
                  "overlayPosition",
                  new Notation<>(
                      ImageOptions::place, Position::label, "center|top|top-right|...|x,y"))
              .url("overlayposition")
              .commandLine("--overlay-position")
              .byDefault(Position.CENTER)
              .alwaysInKey(CanonicalRules::overlayPosition)
              .meaning("where the overlay is placed, as `position` says it; default `center`"));

  /** {@link Effects#overlay()}, its scale. */
  public static final ImageOption<Double> OVERLAY_SCALE =
      declared(
          option(Group.EFFECTS, "overlayScale", new Decimal(0.001, 1, 3, "0.25"))
              .url("overlayscale")
              .commandLine("--overlay-scale")
              .meaning(
                  "the overlay's width as a part of the result's, 0.001 to 1; by default its own"
                      + " size"));

  /** {@link Effects#overlay()}, its opacity. */
  public static final ImageOption<Double> OVERLAY_OPACITY =
      declared(
          option(Group.EFFECTS, "overlayOpacity", new Decimal(0.01, 1, 2, "0.5"))
              .url("overlayopacity")
              .commandLine("--overlay-opacity")
              .byDefault(1.0)
              .meaning("the overlay's opacity, 0.01 to 1; default 1"));

  /** {@link Effects#overlay()}, whether it repeats. */
  public static final ImageOption<Boolean> OVERLAY_REPEAT =
      declared(
          option(Group.EFFECTS, "overlayRepeat", new YesOrNo())
              .url("overlayrepeat")
              .commandLine("--overlay-repeat")
              .byDefault(false)
              .meaning("`true` covers the result with copies of the overlay; default `false`"));

  /** {@link Effects#radius()}. */
  public static final ImageOption<Integer> RADIUS =
      declared(
          option(Group.EFFECTS, "radius", new WholeNumber(1, ImageRequest.MAX_RADIUS, "max"))
              .meaning(
                  "rounds the corners off by this radius in pixels of the result; `max`: a circle"
                      + " or stadium; off by default"));

  /** {@link Output#progressive()}. */
  public static final ImageOption<Boolean> PROGRESSIVE =
      declared(
          option(Group.OUTPUT, "progressive", new YesOrNo())
              .byDefault(false)
              .inKey(CanonicalRules::progressive)
              .meaning("`true` writes a JPEG in scans that refine it; default `false`"));

  /** {@link Output#chroma()}. */
  public static final ImageOption<Chroma> CHROMA =
      declared(
          option(Group.OUTPUT, "chroma", Choice.of(Chroma.class, Chroma::label).orOpen("auto"))
              .inKey(CanonicalRules::chroma)
              .meaning(
                  "colour resolution of JPEG and AVIF: `420` (halved), `444` (full) or `auto`"
                      + " (default): by quality"));

  /** {@link Output#lossless()}. */
  public static final ImageOption<Boolean> LOSSLESS =
      declared(
          option(Group.OUTPUT, "lossless", new YesOrNo())
              .byDefault(false)
              .inKey(CanonicalRules::lossless)
              .meaning("`true` writes WebP, AVIF and JPEG XL without loss; default `false`"));

  /** {@link Output#palette()}. */
  public static final ImageOption<Boolean> PALETTE =
      declared(
          option(Group.OUTPUT, "palette", new YesOrNo())
              .byDefault(false)
              .inKey(CanonicalRules::palette)
              .meaning(
                  "`true` writes PNG with at most 256 colours, dithered, where that is smaller;"
                      + " default `false`"));

  /** {@link Output#maxBytes()}. */
  public static final ImageOption<Integer> MAX_BYTES =
      declared(
          option(Group.OUTPUT, "maxBytes", new WholeNumber(1, Integer.MAX_VALUE))
              .url("maxbytes")
              .commandLine("--max-bytes")
              .meaning(
                  "the best quality whose result has no more bytes, else the smallest result; no"
                      + " bound by default"));

  private static final List<ImageOption<?>> ALL = List.copyOf(DECLARED);

  private static final List<ImageOption<?>> IN_KEY =
      ALL.stream()
          .filter(option -> option.outOfKey().isEmpty())
          .sorted(Comparator.comparing(option -> !option.isFirstInKey())) // a stable order
          .toList();

  private ImageOptions() {}

  /**
   * All options in the order in which they are written.
   *
   * @return an unmodifiable list
   */
  public static List<ImageOption<?>> all() {
    return ALL;
  }

  /** The options that the key of a cache can hold, in the order of its text. */
  static List<ImageOption<?>> inKey() {
    return IN_KEY;
  }

  /**
   * The names of all options in URLs.
   *
   * @return names in the order of {@link #all}
   */
  public static List<String> urlNames() {
    return ALL.stream().map(ImageOption::urlName).toList();
  }

  /**
   * The option of a name in URLs.
   *
   * @param urlName such as {@code dpr}
   * @return the option, or empty if there is none
   */
  public static Optional<ImageOption<?>> ofUrlName(String urlName) {
    for (ImageOption<?> option : ALL) {
      if (option.urlName().equals(urlName)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  private static <T> Declaration<T> option(Group group, String name, Grammar<T> grammar) {
    return new Declaration<>(DECLARED.size(), group, name, grammar);
  }

  private static <T> ImageOption<T> declared(Declaration<T> declaration) {
    ImageOption<T> option = declaration.declared();
    DECLARED.add(option);
    return option;
  }

  /** How an overlay is laid. */
  static List<ImageOption<?>> ofOverlay() {
    return List.of(OVERLAY_POSITION, OVERLAY_SCALE, OVERLAY_OPACITY, OVERLAY_REPEAT);
  }

  /** That says nothing without one. */
  static void refuseOverlaysDetails(OptionValues values) {
    for (ImageOption<?> detail : ofOverlay()) {
      Object value = values.given(detail);
      if (value != null) {
        throw ImageResizeException.invalid(
            detail.name(), value, "must not be given without " + OVERLAY.name());
      }
    }
  }

  private static String version(String field, String text) {
    if (!text.matches("[A-Za-z0-9_.~:+=-]{1," + ImageRequest.MAX_VERSION_LENGTH + "}")) {
      throw ImageResizeException.invalid(
          field,
          text,
          "must have 1.." + ImageRequest.MAX_VERSION_LENGTH + " letters, digits or any of -_.~:+=");
    }
    return text;
  }

  private static Position place(String text) {
    Position position = Position.parse(text);
    if (position.isByContent()) {
      throw ImageResizeException.invalid(
          "overlay position",
          text,
          "must be a compass point such as top-left, or a point such as 0.3,0.7");
    }
    return position;
  }

  private static String letter(Flip flip) {
    return switch (flip) {
      case NONE -> "none";
      case HORIZONTAL -> "h";
      case VERTICAL -> "v";
    };
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
