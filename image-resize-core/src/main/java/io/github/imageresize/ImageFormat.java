package io.github.imageresize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An image format that can be asked for, and what is to be known of it. Which of them can be
 * written rests on an engine's codecs: {@link ResizeService#outputFormats()}. Sources may have
 * further formats (TIFF, BMP).
 *
 * <p>Immutable and thread-safe.
 */
public enum ImageFormat {
  /** JPEG, ITU T.81: lossy, no transparency. */
  JPEG(
      new Facts("image/jpeg")
          .suffixes("jpg", "jpeg")
          .lossy(80)
          .features(Feature.PROGRESSIVE, Feature.CHROMA)
          .longestSide(65_535)
          .begins(0, 0xFF, 0xD8)),

  /**
   * PNG, ISO/IEC 15948: lossless, with transparency; quality has no meaning for it. Animated, it is
   * an APNG.
   */
  PNG(
      new Facts("image/png")
          .suffixes("png", "apng")
          .alpha()
          .animation()
          .features(Feature.PALETTE)
          .longestSide(Integer.MAX_VALUE)
          .begins(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')),

  /** WebP, RFC 9649, written lossy, with transparency. */
  WEBP(
      new Facts("image/webp")
          .suffixes("webp")
          .lossy(80)
          .alpha()
          .animation()
          .features(Feature.LOSSLESS)
          .longestSide(16_383)
          .negotiationRank(3)
          .begins(0, 'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P')),

  /** GIF89a: at most 256 colours, a pixel is opaque or fully transparent; no quality. */
  GIF(
      new Facts("image/gif")
          .suffixes("gif")
          .oneBitAlpha()
          .animation()
          .longestSide(65_535)
          .begins(0, 'G', 'I', 'F', '8', '7', 'a')
          .begins(0, 'G', 'I', 'F', '8', '9', 'a')),

  /**
   * AVIF (AV1 Image File Format 1.1): lossy, with transparency. No codec of this library writes it;
   * one that is handed in may. At a quality of 70 it looks like a JPEG of 80.
   */
  AVIF(
      new Facts("image/avif")
          .suffixes("avif")
          .lossy(70)
          .alpha()
          .animation()
          .features(Feature.CHROMA, Feature.LOSSLESS)
          .longestSide(65_536)
          .negotiationRank(1)
          .begins(4, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f')
          .begins(4, 'f', 't', 'y', 'p', 'a', 'v', 'i', 's')),

  /**
   * JPEG XL, ISO/IEC 18181: lossy, with transparency. No codec of this library writes it; one that
   * is handed in may. At a quality of 85 it looks like a JPEG of 80.
   */
  JXL(
      new Facts("image/jxl")
          .suffixes("jxl")
          .lossy(85)
          .alpha()
          .animation()
          .features(Feature.LOSSLESS)
          .longestSide(1 << 30)
          .negotiationRank(2)
          .begins(0, 0xFF, 0x0A)
          .begins(0, 0, 0, 0, 0x0C, 'J', 'X', 'L', ' '));

  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final List<String> suffixes;

  private final int defaultQuality;
  private final boolean alpha;
  private final boolean smoothAlpha;
  private final boolean animation;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final Set<Feature> features;

  private final int longestSide;
  private final int negotiationRank;

  @SuppressWarnings("ImmutableEnumChecker") // a copy
  private final List<Beginning> beginnings;

  ImageFormat(Facts facts) {
    mediaType = facts.mediaType;
    suffixes = facts.suffixes;
    defaultQuality = facts.defaultQuality;
    alpha = facts.alpha;
    smoothAlpha = facts.smoothAlpha;
    animation = facts.animation;
    features = facts.features;
    longestSide = facts.longestSide;
    negotiationRank = facts.negotiationRank;
    beginnings = List.copyOf(facts.beginnings);
  }

  /**
   * The media type of the format, as in a {@code Content-Type} header.
   *
   * @return such as {@code image/jpeg}
   */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The suffixes of file names in this format, lower-case, without a dot.
   *
   * @return at least one; the first is the usual one, such as {@code jpg}
   */
  public List<String> suffixes() {
    return suffixes;
  }

  /**
   * Whether {@link ImageRequest#quality()} changes the bytes of this format.
   *
   * @return true for the lossy ones: all but PNG and GIF
   */
  public boolean hasQuality() {
    return defaultQuality > 0;
  }

  /**
   * The quality of images for which none is asked for.
   *
   * @return 1..100, or empty where the format {@linkplain #hasQuality has none}
   */
  public OptionalInt defaultQuality() {
    return hasQuality() ? OptionalInt.of(defaultQuality) : OptionalInt.empty();
  }

  /**
   * Whether the format can hold transparency.
   *
   * @return false for JPEG
   */
  public boolean hasAlpha() {
    return alpha;
  }

  /** Whether a pixel can be transparent in part. */
  boolean hasSmoothAlpha() {
    return smoothAlpha;
  }

  /** Whether the option that chooses a feature can change what is written. */
  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /**
   * Whether the format can hold several frames with durations; whether an engine writes them rests
   * on its codec.
   *
   * @return false for JPEG
   */
  public boolean hasAnimation() {
    return animation;
  }

  /**
   * The longest side that the format can hold.
   *
   * @return pixels
   */
  public int longestSide() {
    return longestSide;
  }

  /**
   * The place of the format among those that are chosen for clients that name them in {@code
   * Accept}; a lower one is preferred. Other formats are shown by every client and chosen by what
   * the original is.
   *
   * @return 1 or more, or empty for JPEG, PNG and GIF
   */
  public OptionalInt negotiationRank() {
    return negotiationRank > 0 ? OptionalInt.of(negotiationRank) : OptionalInt.empty();
  }

  /**
   * Whether bytes begin as a file of this format does. Says nothing of what follows.
   *
   * @param bytes a file, or its first 32 bytes at least
   * @return true if its magic bytes are there
   */
  public boolean isRecognisedIn(byte[] bytes) {
    return beginnings.stream().anyMatch(beginning -> beginning.matches(bytes));
  }

  /**
   * The format's name in URLs, on command lines and in cache keys.
   *
   * @return the lower-case name, such as {@code webp}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format with a given {@link #label()}; {@code jpg} is understood as {@code jpeg}.
   *
   * @param label the lower-case name
   * @return the format, or empty if there is none of that name
   */
  public static Optional<ImageFormat> ofLabel(String label) {
    if (label.equals("jpg")) {
      return Optional.of(JPEG);
    }
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /**
   * The format whose files have a given suffix.
   *
   * @param suffix lower-case, without a dot
   * @return the format, or empty if there is none of that suffix
   */
  public static Optional<ImageFormat> ofSuffix(String suffix) {
    return Arrays.stream(values()).filter(format -> format.suffixes.contains(suffix)).findFirst();
  }

  /** What a format has that some others don't, and an option chooses. */
  enum Feature {
    /** {@link Output#progressive()}. */
    PROGRESSIVE,
    /** {@link Output#chroma()}. */
    CHROMA,
    /** {@link Output#lossless()}. */
    LOSSLESS,
    /** {@link Output#palette()}. */
    PALETTE
  }

  /** Bytes at a place of a file; -1 stands for any. */
  private record Beginning(int offset, List<Integer> magic) {

    boolean matches(byte[] bytes) {
      if (bytes.length < offset + magic.size()) {
        return false;
      }
      for (int i = 0; i < magic.size(); i++) {
        int expected = magic.get(i);
        if (expected >= 0 && (bytes[offset + i] & 0xFF) != expected) {
          return false;
        }
      }
      return true;
    }
  }

  /** Collects what is to be known of a format. */
  private static final class Facts {
    private final String mediaType;
    private List<String> suffixes = List.of();
    private int defaultQuality;
    private boolean alpha;
    private boolean smoothAlpha;
    private boolean animation;
    private Set<Feature> features = Set.of();
    private int longestSide;
    private int negotiationRank;
    private final List<Beginning> beginnings = new ArrayList<>();

    Facts(String mediaType) {
      this.mediaType = mediaType;
    }

    Facts suffixes(String... all) {
      suffixes = List.of(all);
      return this;
    }

    Facts lossy(int quality) {
      defaultQuality = quality;
      return this;
    }

    Facts alpha() {
      smoothAlpha = true;
      return oneBitAlpha();
    }

    Facts oneBitAlpha() {
      alpha = true;
      return this;
    }

    Facts animation() {
      animation = true;
      return this;
    }

    Facts features(Feature... all) {
      features = Set.of(all);
      return this;
    }

    Facts longestSide(int pixels) {
      longestSide = pixels;
      return this;
    }

    Facts negotiationRank(int rank) {
      negotiationRank = rank;
      return this;
    }

    Facts begins(int offset, int... magic) {
      beginnings.add(new Beginning(offset, Arrays.stream(magic).boxed().toList()));
      return this;
    }
  }
}
