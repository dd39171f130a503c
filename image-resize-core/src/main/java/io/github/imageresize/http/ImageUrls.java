package io.github.imageresize.http;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.local.ResultGeometry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the URLs that an {@link ImageHttpHandler} reads, and the attributes and elements of HTML
 * that hold them.
 *
 * <pre>{@code
 * ImageUrls urls = ImageUrls.builder().signingKey(SigningKey.parse("k1:...")).build();
 * ImageRequest beach = ImageRequest.builder("beach.jpg").build();
 * String url = urls.url(beach.toBuilder().width(320).build());
 * String html = urls.picture(beach, "A beach", "(min-width: 60em) 50vw, 100vw", 320, 640, 1280);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ImageUrls {
  private static final Set<String> OPTIONS =
      Stream.concat(
              ImageOptions.urlNames().stream(),
              Stream.of(
                  SignaturePolicy.SIGNATURE,
                  SignaturePolicy.EXPIRY,
                  Presets.OPTION,
                  GivenOptions.DESCRIBE))
          .collect(Collectors.toUnmodifiableSet());

  private final String origin;
  private final String prefix;
  private final boolean pathOptions;
  private final @Nullable UrlSigner signer;

  private ImageUrls(Builder builder) {
    origin = builder.origin;
    prefix = builder.prefix;
    pathOptions = builder.pathOptions;
    SigningKey key = builder.key;
    signer = key == null ? null : UrlSigner.of(key).under(prefix);
  }

  /**
   * Starts with unsigned URLs under {@code /images/}, with the options in the query.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The URL of an image.
   *
   * @param request what is asked for
   * @return the URL, signed for good where there is a key
   * @throws ImageResizeException with {@code INVALID_REQUEST} if no URL can ask for that: the
   *     original's path has an empty or a dot segment
   */
  public String url(ImageRequest request) {
    String target = target(request);
    return origin + (signer == null ? target : signer.sign(target));
  }

  /**
   * The signed URL of an image that ends.
   *
   * @param request what is asked for
   * @param end the URL works before this second
   * @return the URL
   * @throws ImageResizeException as {@link #url(ImageRequest)} does
   * @throws IllegalStateException if there is no key
   */
  public String url(ImageRequest request, Instant end) {
    if (signer == null) {
      throw new IllegalStateException("a URL that ends needs a signing key");
    }
    return origin + signer.sign(target(request), end);
  }

  /**
   * The URL of the description of an original, which a handler with {@link
   * ImageHttpHandler.Builder#descriptions descriptions} answers with JSON.
   *
   * @param source the original's path, as in {@link ImageRequest#source()}
   * @return the URL, signed for good where there is a key
   * @throws ImageResizeException with {@code INVALID_REQUEST} if no URL can ask for that
   */
  public String descriptionUrl(String source) {
    OptionSpelling spelling = pathOptions ? OptionSpelling.PATH : OptionSpelling.QUERY;
    String option = spelling.append("", GivenOptions.DESCRIBE, "true");
    String target = target(ImageRequest.builder(source).build(), option);
    return origin + (signer == null ? target : signer.sign(target));
  }

  /**
   * The attribute {@code srcset} of an image whose width depends on the page's layout, to go with
   * {@code sizes}.
   *
   * @param request what is asked for but the width; with a height, that keeps its ratio to the
   *     width
   * @param widths the widths of the candidates in pixels, at least one
   * @return such as {@code /images/a.jpg?w=320 320w, /images/a.jpg?w=640 640w}
   * @throws IllegalArgumentException if there is no width, or the request has a height alone
   */
  public String srcset(ImageRequest request, int... widths) {
    Require.that(widths.length > 0, "widths", "have at least one element", "empty");
    Require.that(
        request.width().isPresent() || request.height().isEmpty(),
        "request",
        "have a width beside its height, so that it keeps its ratio",
        request);
    return Arrays.stream(widths)
        .mapToObj(width -> url(scaled(request, width)) + " " + width + "w")
        .collect(Collectors.joining(", "));
  }

  /**
   * The attribute {@code srcset} of an image of fixed size for screens of several densities.
   *
   * @param request what is asked for, with its size in CSS pixels
   * @param most the highest density, 1..4
   * @return such as {@code /images/a.jpg?w=320 1x, /images/a.jpg?w=320&dpr=2 2x}
   */
  public String srcsetByDensity(ImageRequest request, int most) {
    IntFunction<String> candidate =
        dpr -> url(request.toBuilder().devicePixelRatio(dpr).build()) + " " + dpr + "x";
    return IntStream.rangeClosed(1, most).mapToObj(candidate).collect(Collectors.joining(", "));
  }

  /**
   * An {@code img} element whose width depends on the page's layout; the format is negotiated.
   *
   * @param request what is asked for but the width
   * @param alt what the image shows, in words
   * @param sizes how wide the layout shows it, such as {@code (min-width: 60em) 50vw, 100vw}
   * @param shown the proportions of the image, so that the page keeps room for it
   * @param widths the widths of the candidates in pixels, at least one
   * @return the element, escaped for HTML
   */
  public String img(
      ImageRequest request, String alt, String sizes, Optional<ImageSize> shown, int... widths) {
    String srcset = srcset(request, widths);
    return "<img"
        + attribute("src", url(scaled(request, middle(widths))))
        + attribute("srcset", srcset)
        + attribute("sizes", sizes)
        + shown
            .map(
                size ->
                    attribute("width", Integer.toString(size.width()))
                        + attribute("height", Integer.toString(size.height())))
            .orElse("")
        + attribute("alt", alt)
        + ">";
  }

  /**
   * An {@code img} element as by {@link #img(ImageRequest, String, String, Optional, int...)} that
   * tells the size of its image, so that the page does not move when the image arrives.
   *
   * @param request what is asked for but the width
   * @param alt what the image shows, in words
   * @param sizes how wide the layout shows it, such as {@code (min-width: 60em) 50vw, 100vw}
   * @param original what {@link io.github.imageresize.ResizeService#describe} tells of the original
   * @param widths the widths of the candidates in pixels, at least one
   * @return the element, escaped for HTML; without the size where borders are to be trimmed, since
   *     the picture alone tells how much that is
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the request's crop lies outside
   *     the original
   */
  public String img(
      ImageRequest request, String alt, String sizes, ImageDescription original, int... widths) {
    return img(request, alt, sizes, shown(request, original, widths), widths);
  }

  /**
   * A {@code picture} element that names formats by type, for caches that can't tell clients apart
   * by {@code Accept}.
   *
   * @param request what is asked for but the width and the format
   * @param alt what the image shows, in words
   * @param sizes how wide the layout shows it, such as {@code 100vw}
   * @param shown the proportions of the image, so that the page keeps room for it
   * @param formats the formats in order, the last one for clients that know none before it
   * @param widths the widths of the candidates in pixels, at least one
   * @return the element, escaped for HTML
   * @throws IllegalArgumentException if there is no format
   */
  public String picture(
      ImageRequest request,
      String alt,
      String sizes,
      Optional<ImageSize> shown,
      Collection<ImageFormat> formats,
      int... widths) {
    Require.notEmpty("formats", formats);
    StringBuilder html = new StringBuilder("<picture>");
    int left = formats.size();
    for (ImageFormat format : formats) {
      ImageRequest typed = request.toBuilder().format(format).build();
      left--;
      if (left == 0) {
        html.append(img(typed, alt, sizes, shown, widths));
      } else {
        html.append("<source")
            .append(attribute("type", format.mediaType()))
            .append(attribute("srcset", srcset(typed, widths)))
            .append(attribute("sizes", sizes))
            .append('>');
      }
    }
    return html.append("</picture>").toString();
  }

  /**
   * A {@code picture} element as by {@link #picture(ImageRequest, String, String, Optional,
   * Collection, int...)} whose {@code img} tells the size of its image.
   *
   * @param request what is asked for but the width and the format
   * @param alt what the image shows, in words
   * @param sizes how wide the layout shows it, such as {@code 100vw}
   * @param original what {@link io.github.imageresize.ResizeService#describe} tells of the original
   * @param formats the formats in order, the last one for clients that know none before it
   * @param widths the widths of the candidates in pixels, at least one
   * @return the element, escaped for HTML
   * @throws IllegalArgumentException if there is no format
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the request's crop lies outside
   *     the original
   */
  public String picture(
      ImageRequest request,
      String alt,
      String sizes,
      ImageDescription original,
      Collection<ImageFormat> formats,
      int... widths) {
    return picture(request, alt, sizes, shown(request, original, widths), formats, widths);
  }

  private static Optional<ImageSize> shown(
      ImageRequest request, ImageDescription original, int... widths) {
    return ResultGeometry.sizeOf(original.size(), scaled(request, middle(widths)));
  }

  private String target(ImageRequest request) {
    String options = "";
    OptionSpelling spelling = pathOptions ? OptionSpelling.PATH : OptionSpelling.QUERY;
    for (ImageOption<?> option : ImageOptions.all()) {
      String value = option.print(request).orElse(null);
      if (value != null) {
        options = spelling.append(options, option.urlName(), encoded(value));
      }
    }
    return target(request, options);
  }

  private String target(ImageRequest request, String options) {
    String path = PercentEncoding.encode(request.source(), "/");
    SourcePath.decode(path);
    if (pathOptions && !options.isEmpty()) {
      return prefix + options + "/" + path;
    }
    String plain = prefix + withoutLikenessToOptions(path);
    return options.isEmpty() ? plain : plain + "?" + options;
  }

  /** Of a path in a value, a comma would be taken for the end of it where an underscore follows. */
  private static String encoded(String value) {
    return PercentEncoding.encode(value, value.indexOf('_') < 0 ? ",:" : ":");
  }

  /** A folder such as {@code w_600} must not be read as options. */
  private static String withoutLikenessToOptions(String path) {
    int underscore = path.indexOf('_');
    boolean folder = underscore > 0 && path.indexOf('/') > underscore;
    return folder && OPTIONS.contains(path.substring(0, underscore))
        ? path.substring(0, underscore) + "%5F" + path.substring(underscore + 1)
        : path;
  }

  /** The width of the candidate for browsers that know no {@code srcset}. */
  private static int middle(int... widths) {
    Require.that(widths.length > 0, "widths", "have at least one element", "empty");
    return Arrays.stream(widths).sorted().toArray()[widths.length / 2];
  }

  private static ImageRequest scaled(ImageRequest request, int width) {
    ImageRequest.Builder scaled = request.toBuilder().width(width);
    if (request.height().isPresent() && request.width().isPresent()) {
      double ratio = (double) request.height().getAsInt() / request.width().getAsInt();
      scaled.height((int) Math.max(1, Math.round(width * ratio)));
    }
    return scaled.build();
  }

  private static String attribute(String name, String value) {
    String escaped =
        value
            .replace("&", "&amp;")
            .replace("\"", "&quot;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return " " + name + "=\"" + escaped + "\"";
  }

  /** Collects settings. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private String origin = "";
    private String prefix = UrlGrammar.DEFAULT_PREFIX;
    private boolean pathOptions;
    private @Nullable SigningKey key;

    private Builder() {}

    /**
     * Sets what comes before the path, where the images are on another host or in an application
     * that is not at the root.
     *
     * @param text such as {@code https://img.example} or {@code /shop}; without a slash at the end;
     *     empty by default
     * @return this builder
     * @throws IllegalArgumentException if it ends with a slash or can't be the beginning of a URL
     */
    public Builder origin(String text) {
      Require.that(
          text.matches("((https?:)?//[A-Za-z0-9.\\[\\]:-]+)?(/[A-Za-z0-9._~%-]+)*"),
          "origin",
          "be such as https://img.example or /shop",
          text);
      origin = text;
      return this;
    }

    /**
     * Sets where the handler has the images.
     *
     * @param path as in {@link ImageHttpHandler.Builder#prefix}; {@code /images/} by default
     * @return this builder
     * @throws IllegalArgumentException if it can't be a prefix
     */
    public Builder prefix(String path) {
      prefix = UrlGrammar.under(path).prefix();
      return this;
    }

    /**
     * Sets whether the options are in the path instead of the query.
     *
     * @param inPath false by default
     * @return this builder
     */
    public Builder pathOptions(boolean inPath) {
      pathOptions = inPath;
      return this;
    }

    /**
     * Signs the URLs.
     *
     * @param value the key; none by default
     * @return this builder
     */
    public Builder signingKey(SigningKey value) {
      key = Objects.requireNonNull(value, "key");
      return this;
    }

    /**
     * Makes the writer.
     *
     * @return the writer
     */
    public ImageUrls build() {
      return new ImageUrls(this);
    }
  }
}
