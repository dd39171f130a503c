package io.github.imageresize;

import io.github.imageresize.internal.argument.Require;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an original is, and what it looks like from afar: enough for a page to keep its place and to
 * show something there until it arrives.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImageDescription {
  private final String format;
  private final ImageSize size;
  private final int frames;
  private final boolean alpha;
  private final @Nullable String profile;
  private final RgbaColor dominantColor;
  private final byte[] thumbHash;
  private final byte[] placeholder;

  private ImageDescription(Builder builder) {
    format = builder.format;
    size = builder.size;
    frames = builder.frames;
    alpha = builder.alpha;
    profile = builder.profile;
    dominantColor = builder.dominantColor;
    thumbHash = builder.thumbHash.clone();
    placeholder = builder.placeholder.clone();
  }

  /**
   * Starts a description.
   *
   * @param format the original's format, such as {@code JPEG}
   * @param size the original's size, upright
   * @return a builder of a description of a still, opaque, black picture
   */
  public static Builder builder(String format, ImageSize size) {
    return new Builder(format, size);
  }

  /**
   * The original's format, told by its first bytes.
   *
   * @return such as {@code JPEG}, {@code WebP} or {@code TIFF}
   */
  public String format() {
    return format;
  }

  /**
   * The original's size.
   *
   * @return in pixels, after its EXIF orientation
   */
  public ImageSize size() {
    return size;
  }

  /**
   * How many frames are shown.
   *
   * @return 1 for a still picture
   */
  public int frames() {
    return frames;
  }

  /**
   * Whether the picture may be transparent somewhere, by what its header says.
   *
   * @return whether it has an alpha channel or a transparent colour
   */
  public boolean hasAlpha() {
    return alpha;
  }

  /**
   * The embedded colour profile.
   *
   * @return its own name, which may be an empty text; or empty if there is none
   */
  public Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  /**
   * The colour that is seen most: the mean of the fullest of 4096 cells of sRGB.
   *
   * @return an opaque colour; black if nothing is opaque
   */
  public RgbaColor dominantColor() {
    return dominantColor;
  }

  /**
   * The <a href="https://evanw.github.io/thumbhash/">ThumbHash</a> of the first frame.
   *
   * @return a copy, some 25 bytes
   */
  public byte[] thumbHash() {
    return thumbHash.clone();
  }

  /**
   * What the ThumbHash looks like, as the address of an {@code <img>} or of a background.
   *
   * @return {@code data:image/png;base64,…} of a picture of at most 32 pixels
   */
  public String placeholder() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(placeholder);
  }

  /**
   * The description as JSON.
   *
   * @return one object: {@code format} in lower case, {@code width}, {@code height}, {@code
   *     frames}, {@code alpha}, {@code profile} (null for none), {@code dominantColor} as {@code
   *     #rrggbb}, {@code thumbHash} in base64, {@code placeholder}
   */
  public String toJson() {
    return "{\"format\":"
        + JsonText.quoted(format.toLowerCase(Locale.ROOT))
        + ",\"width\":"
        + size.width()
        + ",\"height\":"
        + size.height()
        + ",\"frames\":"
        + frames
        + ",\"alpha\":"
        + alpha
        + ",\"profile\":"
        + (profile == null ? "null" : JsonText.quoted(profile))
        + String.format(
            Locale.ROOT,
            ",\"dominantColor\":\"#%02x%02x%02x\"",
            dominantColor.red(),
            dominantColor.green(),
            dominantColor.blue())
        + ",\"thumbHash\":\""
        + Base64.getEncoder().encodeToString(thumbHash)
        + "\",\"placeholder\":\""
        + placeholder()
        + "\"}";
  }

  /** The JSON. */
  @Override
  public String toString() {
    return toJson();
  }

  /** Collects what is known of an original. Not thread-safe. */
  public static final class Builder {
    private final String format;
    private final ImageSize size;
    private int frames = 1;
    private boolean alpha;
    private @Nullable String profile;
    private RgbaColor dominantColor = new RgbaColor(0, 0, 0, 255);
    private byte[] thumbHash = {};
    private byte[] placeholder = {};

    private Builder(String format, ImageSize size) {
      this.format = Objects.requireNonNull(format, "format");
      this.size = Objects.requireNonNull(size, "size");
    }

    /**
     * Sets how many frames are shown.
     *
     * @param value 1, the default, or more
     * @return this builder
     */
    public Builder frames(int value) {
      Require.positive("frames", value);
      frames = value;
      return this;
    }

    /**
     * Sets whether the picture may be transparent somewhere.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder alpha(boolean value) {
      alpha = value;
      return this;
    }

    /**
     * Sets the name of the embedded colour profile.
     *
     * @param value null, the default, for no profile
     * @return this builder
     */
    public Builder profile(@Nullable String value) {
      profile = value;
      return this;
    }

    /**
     * Sets the colour that is seen most.
     *
     * @param value black by default
     * @return this builder
     */
    public Builder dominantColor(RgbaColor value) {
      dominantColor = Objects.requireNonNull(value, "dominantColor");
      return this;
    }

    /**
     * Sets the placeholder.
     *
     * @param hash the ThumbHash
     * @param png what it looks like, as a PNG
     * @return this builder
     */
    public Builder placeholder(byte[] hash, byte[] png) {
      thumbHash = hash.clone();
      placeholder = png.clone();
      return this;
    }

    /**
     * Makes the description; the builder may be used on.
     *
     * @return the description
     */
    public ImageDescription build() {
      return new ImageDescription(this);
    }
  }
}
