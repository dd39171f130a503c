package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.argument.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header fields that a site may want besides those that every reply has: for other origins, for
 * purging a content delivery network, for saving under a name, and its own.
 *
 * <p>Immutable and thread-safe.
 */
public final class ReplyHeaders {
  /** None. */
  public static final ReplyHeaders NONE = builder().build();

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Fields in which blanks separate names, as Fastly and Varnish read them. */
  private static final Set<String> SEPARATED_BY_BLANKS = Set.of("surrogate-key", "xkey");

  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

  private final List<String> always;
  private final @Nullable String tagField;
  private final String tagSeparator;
  private final boolean attachment;
  private final boolean fileNames;
  private final @Nullable BiFunction<ImageRequest, ResizedImage, Map<String, String>> further;

  private ReplyHeaders(Builder builder) {
    always = List.copyOf(builder.always);
    tagField = builder.tagField;
    tagSeparator = builder.tagSeparator;
    attachment = builder.attachment;
    fileNames = builder.fileNames;
    further = builder.further;
  }

  /**
   * Starts with none.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The tag that everything has that shows a picture, as its original or as its overlay, in the
   * field that {@link Builder#cacheTags} names: to be handed to a content delivery network for
   * purging.
   *
   * @param source the picture's path
   * @return at most 256 letters, digits and marks without spaces, commas or anything beyond ASCII;
   *     the path itself where it is such
   */
  public static String cacheTag(String source) {
    return CacheTag.of(source);
  }

  /**
   * The tags that the result of a request has in that field.
   *
   * @param request what is asked for
   * @return the tag of the original, and behind it that of the overlay if there is one
   */
  public static List<String> cacheTags(ImageRequest request) {
    return CacheTag.of(request);
  }

  /** Adds what every reply has, failures too, since scripts of other origins read both. */
  void addAlways(List<String> fields) {
    fields.addAll(always);
  }

  /** Adds what a description has, so that it is purged with its original. */
  void addOfOriginal(List<String> fields, String source) {
    addTags(fields, List.of(CacheTag.of(source)));
  }

  private void addTags(List<String> fields, List<String> tags) {
    if (tagField != null) {
      fields.add(tagField);
      fields.add(String.join(tagSeparator, tags));
    }
  }

  /** Adds what the reply with an image has. */
  void addOfImage(List<String> fields, ImageRequest request, ResizedImage image) {
    addTags(fields, CacheTag.of(request));
    if (further != null) {
      further.apply(request, image).forEach((name, value) -> put(fields, name, value));
    }
  }

  /** The value of {@code Content-Disposition} (RFC 6266). */
  String disposition(ImageRequest request, ResizedImage image) {
    String type = attachment ? "attachment" : "inline";
    return fileNames ? type + FileName.parameters(request.source(), image.format()) : type;
  }

  /** Sets a field that the host chose, in the place of one that it may replace. */
  private static void put(List<String> fields, String name, String value) {
    check(name, value);
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        fields.set(i + 1, value);
        return;
      }
    }
    fields.add(name);
    fields.add(value);
  }

  private static void check(String name, String value) {
    Require.matches("name of a header field", name, TOKEN, "be a token (RFC 9110, section 5.6.2)");
    if (!VALUE.matcher(value).matches()) {
      throw Require.violation(
          "value of " + name, "hold visible ASCII, spaces and tabs only", "one with others");
    }
  }

  /** Collects fields. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final List<String> always = new ArrayList<>();
    private @Nullable String tagField;
    private String tagSeparator = ",";
    private boolean attachment;
    private boolean fileNames;
    private @Nullable BiFunction<ImageRequest, ResizedImage, Map<String, String>> further;

    private Builder() {}

    /**
     * Lets scripts of other origins read images: {@code Access-Control-Allow-Origin}.
     *
     * @param origin {@code *}, or one origin such as {@code https://shop.example}
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public Builder allowOrigin(String origin) {
      return origin("Access-Control-Allow-Origin", origin);
    }

    /**
     * Lets pages of other origins see how long an image took: {@code Timing-Allow-Origin}.
     *
     * @param origin {@code *}, or one origin such as {@code https://shop.example}
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public Builder timingAllowOrigin(String origin) {
      return origin("Timing-Allow-Origin", origin);
    }

    /**
     * Says which sites may show the images: {@code Cross-Origin-Resource-Policy}.
     *
     * @param policy {@code same-origin}, {@code same-site} or {@code cross-origin}
     * @return this builder
     * @throws IllegalArgumentException if it is none of them
     */
    public Builder crossOriginResourcePolicy(String policy) {
      Require.that(
          policy.matches("same-origin|same-site|cross-origin"),
          "policy",
          "be same-origin, same-site or cross-origin",
          policy);
      put(always, "Cross-Origin-Resource-Policy", policy);
      return this;
    }

    /**
     * Tags images with their originals and overlays, and descriptions with their originals, so that
     * a content delivery network can drop all at once that shows a picture. Two tags are separated
     * by a comma; in {@code Surrogate-Key} and {@code xkey} by a blank.
     *
     * @param field the network's name for it, such as {@code Cache-Tag} or {@code Surrogate-Key}
     * @return this builder
     * @throws IllegalArgumentException if it can't be a name
     * @see ReplyHeaders#cacheTag
     */
    public Builder cacheTags(String field) {
      boolean blanks = SEPARATED_BY_BLANKS.contains(field.toLowerCase(Locale.ROOT));
      return cacheTags(field, blanks ? " " : ",");
    }

    /**
     * The same for a network that separates tags in its own way.
     *
     * @param field the network's name for it
     * @param separator a comma or a blank
     * @return this builder
     * @throws IllegalArgumentException if the field can't be a name, or the separator is neither
     */
    public Builder cacheTags(String field, String separator) {
      check(field, "");
      Require.that(
          separator.equals(",") || separator.equals(" "),
          "separator",
          "be a comma or a blank",
          separator);
      tagField = field;
      tagSeparator = separator;
      return this;
    }

    /**
     * Has browsers save images instead of showing them: {@code Content-Disposition: attachment}.
     *
     * @return this builder
     */
    public Builder attachment() {
      attachment = true;
      return this;
    }

    /**
     * Has browsers save images under the original's name, with the extension of the format that
     * they have: {@code filename} and {@code filename*} (RFC 6266, RFC 8187).
     *
     * @return this builder
     */
    public Builder fileNames() {
      fileNames = true;
      return this;
    }

    /**
     * Sets fields of the host's own on replies with images.
     *
     * @param fields gives names and values, which come before those of this library; visible ASCII,
     *     else the reply is an internal error; thread-safe and quick
     * @return this builder
     */
    public Builder further(BiFunction<ImageRequest, ResizedImage, Map<String, String>> fields) {
      further = Objects.requireNonNull(fields, "fields");
      return this;
    }

    /**
     * Makes the fields.
     *
     * @return the fields
     */
    public ReplyHeaders build() {
      return new ReplyHeaders(this);
    }

    private Builder origin(String field, String origin) {
      Require.that(
          origin.matches("\\*|https?://[A-Za-z0-9.\\[\\]:-]+"),
          "origin",
          "be * or such as https://shop.example",
          origin);
      put(always, field, origin);
      return this;
    }
  }
}
