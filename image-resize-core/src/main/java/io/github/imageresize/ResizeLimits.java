package io.github.imageresize;

import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bounds within which images are read and made. All are on by default.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResizeLimits {
  /** The limits that hold where none are set. */
  public static final ResizeLimits DEFAULTS = builder().build();

  private final long sourceBytes;
  private final long sourcePixels;
  private final int sourceFrames;
  private final int outputSide;
  private final int parallelism;
  private final int queueLength;
  private final @Nullable Duration queueTimeout;
  private final Duration deadline;
  private final long memoryBytes;
  private final long heldSourceBytes;
  private final long resultBytes;
  private final OnDamage onDamage;

  private ResizeLimits(Builder builder) {
    sourceBytes = builder.sourceBytes;
    sourcePixels = builder.sourcePixels;
    sourceFrames = builder.sourceFrames;
    outputSide = builder.outputSide;
    parallelism = builder.parallelism;
    queueLength = builder.queueLength;
    queueTimeout = builder.queueTimeout;
    deadline = builder.deadline;
    memoryBytes = builder.memoryBytes;
    heldSourceBytes = builder.heldSourceBytes;
    resultBytes = builder.resultBytes;
    onDamage = builder.onDamage;
  }

  /**
   * Starts with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The largest original.
   *
   * @return bytes; 32 MiB by default
   */
  public long sourceBytes() {
    return sourceBytes;
  }

  /**
   * The most pixels that are decoded of an original, in all its frames; where an animation has
   * more, its first frame counts alone. This bounds the time that a file which claims a huge
   * picture can take; memory has a {@linkplain #memoryBytes() limit of its own}. A JPEG that is
   * reduced is decoded at n/8 of its size, n being 1..8, and counts so: a photograph of 120
   * megapixels to be reduced to a quarter of its sides counts as 7.5.
   *
   * @return pixels; 100 million by default
   */
  public long sourcePixels() {
    return sourcePixels;
  }

  /**
   * The most frames that an animation may have to be made an animation of. Of one that has more,
   * the first frame is taken, unless {@linkplain Frames#ALL all} are asked for, which is refused.
   *
   * @return frames; 100 by default
   */
  public int sourceFrames() {
    return sourceFrames;
  }

  /**
   * The longest side of an image that is made.
   *
   * @return pixels; 8192 by default
   */
  public int outputSide() {
    return outputSide;
  }

  /**
   * How many images are made at once in this process, but for those that nobody waits for: what is
   * made or refreshed in the background begins only when there is a place left, and keeps nobody
   * from it that comes after that.
   *
   * @return images; the number of processors by default
   */
  public int parallelism() {
    return parallelism;
  }

  /**
   * How many requests may wait for their turn.
   *
   * @return requests; 64 by default
   */
  public int queueLength() {
    return queueLength;
  }

  /**
   * How long a request waits for its turn before it is refused as overload.
   *
   * @return as long as its {@link #deadline()} lets it by default
   */
  public Duration queueTimeout() {
    return queueTimeout == null ? deadline : queueTimeout;
  }

  /**
   * How long one image may take in this process, waiting included.
   *
   * @return 10 s by default
   */
  public Duration deadline() {
    return deadline;
  }

  /**
   * How much memory all images that are being made may need together, as estimated from their
   * headers. An image that needs more than this alone is refused as too large.
   *
   * @return bytes; half of the largest heap by default
   */
  public long memoryBytes() {
    return memoryBytes;
  }

  /**
   * How many bytes of originals are held at once in this process: those that are being read, and
   * those that images are being made of. Requests that begin before an original is read share its
   * bytes.
   *
   * @return bytes; by default an eighth of the largest heap, or 32 MiB if that is more, but at most
   *     a quarter of the heap
   */
  public long heldSourceBytes() {
    return heldSourceBytes;
  }

  /**
   * The largest image that is made, encoded.
   *
   * @return bytes; 32 MiB by default, or an eighth of the largest heap if that is less
   */
  public long resultBytes() {
    return resultBytes;
  }

  /**
   * What becomes of damaged originals.
   *
   * @return {@link OnDamage#SHOW} by default
   */
  public OnDamage onDamage() {
    return onDamage;
  }

  /**
   * Starts with these limits.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects limits; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private long sourceBytes = 32L << 20;
    private long sourcePixels = 100_000_000;
    private int sourceFrames = 100;
    private int outputSide = 8192;
    private int parallelism = Runtime.getRuntime().availableProcessors();
    private int queueLength = 64;
    private @Nullable Duration queueTimeout;
    private Duration deadline = Duration.ofSeconds(10);
    private long memoryBytes = Runtime.getRuntime().maxMemory() / 2;

    // With images being made, results on their way out and the memory cache, by default seven
    // eighths of the heap at most: more would leave a collector no room to work in.
    private long heldSourceBytes =
        Math.max(
            Runtime.getRuntime().maxMemory() / 8,
            Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 4));
    private long resultBytes = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 8);
    private OnDamage onDamage = OnDamage.SHOW;

    private Builder() {}

    private Builder(ResizeLimits limits) {
      sourceBytes = limits.sourceBytes;
      sourcePixels = limits.sourcePixels;
      sourceFrames = limits.sourceFrames;
      outputSide = limits.outputSide;
      parallelism = limits.parallelism;
      queueLength = limits.queueLength;
      queueTimeout = limits.queueTimeout;
      deadline = limits.deadline;
      memoryBytes = limits.memoryBytes;
      heldSourceBytes = limits.heldSourceBytes;
      resultBytes = limits.resultBytes;
      onDamage = limits.onDamage;
    }

    /**
     * Sets the largest original.
     *
     * @param bytes 1..2 GiB - 1
     * @return this builder
     */
    public Builder sourceBytes(long bytes) {
      sourceBytes = Require.range("sourceBytes", bytes, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets the most pixels that are decoded of an original.
     *
     * @param pixels positive
     * @return this builder
     */
    public Builder sourcePixels(long pixels) {
      sourcePixels = Require.range("sourcePixels", pixels, 1, Long.MAX_VALUE);
      return this;
    }

    /**
     * Sets the most frames that are decoded of an original.
     *
     * @param frames positive
     * @return this builder
     */
    public Builder sourceFrames(int frames) {
      sourceFrames = Require.range("sourceFrames", frames, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets the longest side of an image that is made.
     *
     * @param pixels 1..65,535; WebP ends at 16,383
     * @return this builder
     */
    public Builder outputSide(int pixels) {
      outputSide = Require.range("outputSide", pixels, 1, 65_535);
      return this;
    }

    /**
     * Sets how many images are made at once.
     *
     * @param images positive
     * @return this builder
     */
    public Builder parallelism(int images) {
      parallelism = Require.range("parallelism", images, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets how many requests may wait for their turn.
     *
     * @param requests 0 or more
     * @return this builder
     */
    public Builder queueLength(int requests) {
      queueLength = Require.range("queueLength", requests, 0, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets how long a request waits for its turn, if it is to be less than its deadline lets it.
     *
     * @param time positive
     * @return this builder
     */
    public Builder queueTimeout(Duration time) {
      queueTimeout = Require.positive("queueTimeout", time);
      return this;
    }

    /**
     * Sets how long one image may take, waiting included.
     *
     * @param time positive
     * @return this builder
     */
    public Builder deadline(Duration time) {
      deadline = Require.positive("deadline", time);
      return this;
    }

    /**
     * Sets how much memory all images that are being made may need together.
     *
     * @param bytes positive
     * @return this builder
     */
    public Builder memoryBytes(long bytes) {
      memoryBytes = Require.range("memoryBytes", bytes, 1, Long.MAX_VALUE);
      return this;
    }

    /**
     * Sets how many bytes of originals are held at once.
     *
     * @param bytes positive; an original that has more is refused as too large
     * @return this builder
     */
    public Builder heldSourceBytes(long bytes) {
      heldSourceBytes = Require.range("heldSourceBytes", bytes, 1, Long.MAX_VALUE);
      return this;
    }

    /**
     * Sets the largest image that is made.
     *
     * @param bytes of the encoded image, 1..2 GiB - 1
     * @return this builder
     */
    public Builder resultBytes(long bytes) {
      resultBytes = Require.range("resultBytes", bytes, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets what becomes of damaged originals.
     *
     * @param policy to show what there is, or to refuse them
     * @return this builder
     */
    public Builder onDamage(OnDamage policy) {
      onDamage = Objects.requireNonNull(policy, "onDamage");
      return this;
    }

    /**
     * Makes the limits; the builder may be used on.
     *
     * @return immutable limits
     */
    public ResizeLimits build() {
      return new ResizeLimits(this);
    }
  }
}
