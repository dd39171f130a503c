package io.github.imageresize.http;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.argument.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A policy of lists: the widths that pages use, and what else is opened. All that is not opened may
 * have its default alone, so that no option lets strangers fill a cache: neither heights nor device
 * pixel ratios, fits, qualities, crops, backgrounds, rotations nor versions. Only the format is
 * open, as the {@code Accept} field chooses among the same few anyway. Descriptions, which have no
 * size, are allowed of every original.
 *
 * <pre>{@code
 * SizePolicy policy =
 *     SizePolicy.widths(320, 640, 1280).ratios("16:9", "1:1").fits(Fit.COVER).dprs(2);
 * }</pre>
 *
 * <p>Immutable and thread-safe; every method returns a copy.
 */
public final class AllowedSizes implements SizePolicy {
  private static final List<ImageOption<?>> OTHERS =
      ImageOptions.all().stream()
          .filter(option -> option != ImageOptions.WIDTH && option != ImageOptions.HEIGHT)
          .toList();

  private final int[] widths;
  private final List<AspectRatio> ratios;
  private final AllowedValues values;
  private final boolean snapping;
  private final boolean originalSize;

  private AllowedSizes(
      int[] widths,
      List<AspectRatio> ratios,
      AllowedValues values,
      boolean snapping,
      boolean originalSize) {
    this.widths = widths;
    this.ratios = ratios;
    this.values = values;
    this.snapping = snapping;
    this.originalSize = originalSize;
  }

  static AllowedSizes widths(int... widths) {
    int[] sorted = Arrays.stream(widths).sorted().distinct().toArray();
    boolean inRange =
        sorted.length > 0 && sorted[0] >= 1 && sorted[sorted.length - 1] <= ImageRequest.MAX_SIDE;
    Require.that(
        inRange,
        "widths",
        "be 1.." + ImageRequest.MAX_SIDE + ", and at least one",
        Arrays.toString(widths));
    AllowedValues anyFormat = AllowedValues.DEFAULTS_ONLY.withAny(ImageOptions.FORMAT);
    return new AllowedSizes(sorted, List.of(), anyFormat, false, false);
  }

  /**
   * Brings other widths to the next larger one of the list, or its largest, and heights to the
   * nearest of the {@link #ratios}, instead of refusing them: any URL gets an image, and there are
   * no more different ones.
   *
   * @return a copy that does so
   */
  public AllowedSizes snapping() {
    return new AllowedSizes(widths, ratios, values, true, originalSize);
  }

  /**
   * Allows URLs without width and height, which only convert.
   *
   * @return a copy that does so
   */
  public AllowedSizes originalSize() {
    return new AllowedSizes(widths, ratios, values, snapping, true);
  }

  /**
   * Opens the height beside a width: where the two have one of these ratios, the height rounded.
   *
   * @param allowed each such as {@code 16:9}, whole numbers 1..10000
   * @return a copy that does so
   * @throws IllegalArgumentException if one is not written so or there is none
   */
  public AllowedSizes ratios(String... allowed) {
    Require.notEmpty("ratios", List.of(allowed));
    List<AspectRatio> parsed = Arrays.stream(allowed).map(AspectRatio::parse).toList();
    return new AllowedSizes(widths, parsed, values, snapping, originalSize);
  }

  /**
   * Opens the device pixel ratio.
   *
   * @param allowed each 1..4; 1 always is
   * @return a copy that does so
   */
  public AllowedSizes dprs(double... allowed) {
    AllowedValues more =
        values.withText(
            ImageOptions.DEVICE_PIXEL_RATIO,
            Arrays.stream(allowed).mapToObj(Double::toString).toArray(String[]::new));
    return with(more);
  }

  /**
   * Opens the quality.
   *
   * @param allowed each 1..100; leaving it out always is
   * @return a copy that does so
   */
  public AllowedSizes qualities(int... allowed) {
    AllowedValues more =
        values.withText(
            ImageOptions.QUALITY,
            Arrays.stream(allowed).mapToObj(Integer::toString).toArray(String[]::new));
    return with(more);
  }

  /**
   * Narrows the formats that a URL may name; which one the {@code Accept} field chooses where it
   * names none is not for a URL to say.
   *
   * @param allowed formats; leaving it open always is
   * @return a copy that does so
   */
  public AllowedSizes formats(ImageFormat... allowed) {
    AllowedValues more =
        values.withText(
            ImageOptions.FORMAT,
            Arrays.stream(allowed).map(ImageFormat::label).toArray(String[]::new));
    return with(more);
  }

  /**
   * Opens the fit.
   *
   * @param allowed fits; {@link Fit#INSIDE} always is
   * @return a copy that does so
   */
  public AllowedSizes fits(Fit... allowed) {
    return with(
        values.withText(
            ImageOptions.FIT,
            Arrays.stream(allowed)
                .map(fit -> fit.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new)));
  }

  /**
   * Opens any other option for a list of values.
   *
   * @param option its name in a URL, such as {@code rotate}
   * @param allowed values as in a URL, such as {@code 90}; the default always is
   * @return a copy that does so
   * @throws IllegalArgumentException if there is no such option, it is {@code w} or {@code h}, or
   *     there is no value
   * @throws io.github.imageresize.ImageResizeException if a value breaks the option's rule
   */
  public AllowedSizes values(String option, String... allowed) {
    return with(values.withText(other(option), allowed));
  }

  /**
   * Opens any other option for whatever its grammar holds: then its values alone bound what
   * strangers can make.
   *
   * @param option its name in a URL, such as {@code flip}
   * @return a copy that does so
   * @throws IllegalArgumentException if there is no such option, or it is {@code w} or {@code h}
   */
  public AllowedSizes anyValue(String option) {
    return with(values.withAny(other(option)));
  }

  @Override
  public Verdict decide(RequestTarget target) {
    ImageRequest request = target.request();
    for (ImageOption<?> option : OTHERS) {
      Optional<String> objection = values.objection(option, request);
      if (objection.isPresent()) {
        return Verdict.refuse(objection.get());
      }
    }
    if (target.isDescription()) {
      return Verdict.admit(request);
    }
    OptionalInt width = request.width();
    OptionalInt height = request.height();
    if (width.isEmpty()) {
      return originalSize && height.isEmpty()
          ? Verdict.admit(request)
          : Verdict.refuse("w must be " + listedWidths() + ", but is missing.");
    }
    int asked = width.getAsInt();
    if (!snapping && Arrays.binarySearch(widths, asked) < 0) {
      return Verdict.refuse("w must be " + listedWidths() + ", but is " + asked + ".");
    }
    int allowed = snapped(asked);
    if (height.isEmpty()) {
      return Verdict.admit(allowed == asked ? request : with(request, allowed));
    }
    return boxed(request, asked, allowed, height.getAsInt());
  }

  private Verdict boxed(ImageRequest request, int asked, int width, int height) {
    if (ratios.isEmpty()) {
      return Verdict.refuse(AllowedValues.closed(ImageOptions.HEIGHT));
    }
    if (ratios.stream().anyMatch(ratio -> ratio.height(asked) == height) && asked == width) {
      return Verdict.admit(request);
    }
    if (snapping) {
      int nearest = AspectRatio.nearest(ratios, asked, height).height(width);
      return Verdict.admit(with(request, width).toBuilder().height(nearest).build());
    }
    List<String> heights =
        ratios.stream().map(ratio -> ratio.height(width) + " (" + ratio + ")").toList();
    return Verdict.refuse(
        "h must be "
            + AllowedValues.listed(heights)
            + " beside w="
            + width
            + ", but is "
            + height
            + ".");
  }

  private static ImageRequest with(ImageRequest request, int width) {
    return request.toBuilder().width(width).build();
  }

  private int snapped(int width) {
    for (int candidate : widths) {
      if (candidate >= width) {
        return candidate;
      }
    }
    return widths[widths.length - 1];
  }

  private String listedWidths() {
    return AllowedValues.listed(
        Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.toList()));
  }

  private AllowedSizes with(AllowedValues more) {
    return new AllowedSizes(widths, ratios, more, snapping, originalSize);
  }

  private static ImageOption<?> other(String label) {
    ImageOption<?> option = AllowedValues.named(label);
    Require.that(OTHERS.contains(option), "option", "be none that widths and ratios open", label);
    return option;
  }
}
