package io.github.imageresize.codec;

import io.github.imageresize.Chroma;
import io.github.imageresize.Deadline;
import io.github.imageresize.internal.argument.Require;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an image is written. Options that an encoder does not know it leaves out of account.
 *
 * <p>Immutable and thread-safe.
 */
public final class EncodeRequest {
  private final int quality;
  private final boolean progressive;
  private final @Nullable Chroma chroma;
  private final boolean lossless;
  private final boolean palette;
  private final @Nullable String copyright;
  private final @Nullable String artist;
  private final Deadline deadline;

  private EncodeRequest(Builder builder) {
    quality = builder.quality;
    progressive = builder.progressive;
    chroma = builder.chroma;
    lossless = builder.lossless;
    palette = builder.palette;
    copyright = builder.copyright;
    artist = builder.artist;
    deadline = builder.deadline;
  }

  /**
   * Starts a request without a deadline.
   *
   * @param quality 1..100, for the formats that know it
   * @return a builder with everything else at its default
   * @throws IllegalArgumentException if the quality is out of range
   */
  public static Builder builder(int quality) {
    return new Builder().quality(quality);
  }

  /**
   * Starts a request that differs from this one.
   *
   * @return a builder with everything as it is here
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.quality = quality;
    builder.progressive = progressive;
    builder.chroma = chroma;
    builder.lossless = lossless;
    builder.palette = palette;
    builder.copyright = copyright;
    builder.artist = artist;
    builder.deadline = deadline;
    return builder;
  }

  /**
   * The quality, for formats that know it.
   *
   * @return 1..100
   */
  public int quality() {
    return quality;
  }

  /**
   * Whether the file is to be shown better and better while it arrives.
   *
   * @return false by default
   */
  public boolean progressive() {
    return progressive;
  }

  /**
   * At which resolution chroma is to be kept where a format has the choice.
   *
   * @return null, the default, for one that goes by the quality
   */
  public @Nullable Chroma chroma() {
    return chroma;
  }

  /**
   * Whether a format that can do both is to be written without loss.
   *
   * @return false by default
   */
  public boolean lossless() {
    return lossless;
  }

  /**
   * Whether a format that can do both is to be written in at most 256 colours.
   *
   * @return false by default
   */
  public boolean palette() {
    return palette;
  }

  /**
   * The copyright notice to keep.
   *
   * @return null for none
   */
  public @Nullable String copyright() {
    return copyright;
  }

  /**
   * The artist to keep.
   *
   * @return null for none
   */
  public @Nullable String artist() {
    return artist;
  }

  /**
   * To be checked wherever the encoder works without reading a row; the rows that it reads check it
   * themselves.
   *
   * @return {@link Deadline#NONE} by default
   */
  public Deadline deadline() {
    return deadline;
  }

  /** Collects how an image is written. Not thread-safe. */
  public static final class Builder {
    private int quality;
    private boolean progressive;
    private @Nullable Chroma chroma;
    private boolean lossless;
    private boolean palette;
    private @Nullable String copyright;
    private @Nullable String artist;
    private Deadline deadline = Deadline.NONE;

    private Builder() {}

    /**
     * Sets the quality.
     *
     * @param value 1..100
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder quality(int value) {
      Require.range("quality", value, 1, 100);
      quality = value;
      return this;
    }

    /**
     * Sets whether the file is to be shown better and better while it arrives.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder progressive(boolean value) {
      progressive = value;
      return this;
    }

    /**
     * Sets at which resolution chroma is to be kept where a format has the choice.
     *
     * @param value null, the default, for one that goes by the quality
     * @return this builder
     */
    public Builder chroma(@Nullable Chroma value) {
      chroma = value;
      return this;
    }

    /**
     * Sets whether a format that can do both is to be written without loss.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder lossless(boolean value) {
      lossless = value;
      return this;
    }

    /**
     * Sets whether a format that can do both is to be written in at most 256 colours.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder palette(boolean value) {
      palette = value;
      return this;
    }

    /**
     * Sets the copyright notice to keep.
     *
     * @param notice null, the default, for none
     * @return this builder
     */
    public Builder copyright(@Nullable String notice) {
      copyright = notice;
      return this;
    }

    /**
     * Sets the artist to keep.
     *
     * @param name null, the default, for none
     * @return this builder
     */
    public Builder artist(@Nullable String name) {
      artist = name;
      return this;
    }

    /**
     * Sets the moment by which the image has to be written.
     *
     * @param value {@link Deadline#NONE} by default
     * @return this builder
     */
    public Builder deadline(Deadline value) {
      deadline = Objects.requireNonNull(value, "deadline");
      return this;
    }

    /**
     * Makes the request; the builder may be used on.
     *
     * @return the request
     */
    public EncodeRequest build() {
      return new EncodeRequest(this);
    }
  }
}
