package io.github.imageresize.codec;

import io.github.imageresize.ImageSize;
import io.github.imageresize.internal.argument.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an original before any pixel is decoded.
 *
 * <p>Immutable but for its profile, which is not thread-safe.
 */
public final class ImageHeader {
  private final SourceFormat format;
  private final int width;
  private final int height;
  private final int frames;
  private final Orientation orientation;
  private final boolean alpha;
  private final @Nullable IccProfile iccProfile;
  private final @Nullable String copyright;
  private final @Nullable String artist;

  private ImageHeader(Builder builder) {
    format = builder.format;
    width = builder.width;
    height = builder.height;
    frames = builder.frames;
    orientation = builder.orientation;
    alpha = builder.alpha;
    iccProfile = builder.iccProfile;
    copyright = builder.copyright;
    artist = builder.artist;
  }

  /**
   * Starts a header of an upright, opaque still picture in sRGB.
   *
   * @param format the format
   * @param width pixels as stored, before the orientation is applied; positive. Of an animation,
   *     the canvas's
   * @param height pixels as stored; positive
   * @return a builder with everything else at its default
   * @throws IllegalArgumentException if a side is not positive
   */
  public static Builder builder(SourceFormat format, int width, int height) {
    return new Builder(format, width, height);
  }

  /**
   * Starts a header that differs from this one.
   *
   * @param otherFormat the format
   * @return a builder with everything but the format as it is here
   */
  public Builder toBuilder(SourceFormat otherFormat) {
    return new Builder(otherFormat, width, height)
        .frames(frames)
        .orientation(orientation)
        .alpha(alpha)
        .iccProfile(iccProfile)
        .copyright(copyright)
        .artist(artist);
  }

  /**
   * The format.
   *
   * @return as it was recognised
   */
  public SourceFormat format() {
    return format;
  }

  /**
   * Columns as stored, before the orientation is applied.
   *
   * @return pixels, positive
   */
  public int width() {
    return width;
  }

  /**
   * Rows as stored, before the orientation is applied.
   *
   * @return pixels, positive
   */
  public int height() {
    return height;
  }

  /**
   * How many frames {@link ImageDecoder#frames} gives at most.
   *
   * @return 1 for a still picture, more for an animation; what a file has beside them, such as the
   *     pages of a TIFF, costs nothing and does not count
   */
  public int frames() {
    return frames;
  }

  /**
   * How the stored picture is brought upright.
   *
   * @return {@link Orientation#UPRIGHT} unless the file says otherwise
   */
  public Orientation orientation() {
    return orientation;
  }

  /**
   * Whether there may be transparent pixels.
   *
   * @return false only if there are none for certain
   */
  public boolean alpha() {
    return alpha;
  }

  /**
   * The embedded colour profile.
   *
   * @return null for sRGB
   */
  public @Nullable IccProfile iccProfile() {
    return iccProfile;
  }

  /**
   * The copyright notice.
   *
   * @return null if there is none
   */
  public @Nullable String copyright() {
    return copyright;
  }

  /**
   * The artist.
   *
   * @return null if none is named
   */
  public @Nullable String artist() {
    return artist;
  }

  /**
   * The size of the picture once it is upright.
   *
   * @return pixels
   */
  public ImageSize uprightSize() {
    return orientation.swapped() ? new ImageSize(height, width) : new ImageSize(width, height);
  }

  @Override
  public String toString() {
    return "%s %dx%d, frames %d, %s%s"
        .formatted(format, width, height, frames, orientation, alpha ? ", alpha" : "");
  }

  /** Collects what a header says. Not thread-safe. */
  public static final class Builder {
    private final SourceFormat format;
    private final int width;
    private final int height;
    private int frames = 1;
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean alpha;
    private @Nullable IccProfile iccProfile;
    private @Nullable String copyright;
    private @Nullable String artist;

    private Builder(SourceFormat format, int width, int height) {
      this.format = Objects.requireNonNull(format, "format");
      this.width = Require.positive("width", width);
      this.height = Require.positive("height", height);
    }

    /**
     * Sets how many frames there are.
     *
     * @param count positive; 1 by default
     * @return this builder
     */
    public Builder frames(int count) {
      frames = Require.positive("frames", count);
      return this;
    }

    /**
     * Sets how the stored picture is brought upright.
     *
     * @param value {@link Orientation#UPRIGHT} by default
     * @return this builder
     */
    public Builder orientation(Orientation value) {
      orientation = Objects.requireNonNull(value, "orientation");
      return this;
    }

    /**
     * Sets whether there may be transparent pixels.
     *
     * @param possible false by default
     * @return this builder
     */
    public Builder alpha(boolean possible) {
      alpha = possible;
      return this;
    }

    /**
     * Sets the embedded colour profile.
     *
     * @param profile null, the default, for sRGB
     * @return this builder
     */
    public Builder iccProfile(@Nullable IccProfile profile) {
      iccProfile = profile;
      return this;
    }

    /**
     * Sets the copyright notice.
     *
     * @param notice null, the default, for none
     * @return this builder
     */
    public Builder copyright(@Nullable String notice) {
      copyright = notice;
      return this;
    }

    /**
     * Sets the artist.
     *
     * @param name null, the default, for none
     * @return this builder
     */
    public Builder artist(@Nullable String name) {
      artist = name;
      return this;
    }

    /**
     * Makes the header; the builder may be used on.
     *
     * @return the header
     */
    public ImageHeader build() {
      return new ImageHeader(this);
    }
  }
}
