package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.CacheLookup;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cache keeps: an image, or the memory of a failure, with the instants until which it is
 * fresh and until which it may be served at all.
 *
 * <p>The byte form, big-endian: magic {@code IRCE}, format version (1 byte), total length (4),
 * CRC32C of all that follows (4), fresh-until and usable-until (8 each, milliseconds since 1970),
 * kind (1: 0 an image, 1 a stand-in's image, 2 a failure, 3 an image of a damaged original, 4 an
 * image whose bytes are kept elsewhere). An image goes on with format, width (4), height (4),
 * source version, the original's last change (8, milliseconds since 1970, the least value if not
 * known), and the encoded image to the end, before all of which kind 3 has the share that arrived
 * (2, in ten thousandths) and a description of the damage; kind 4 with name, length (4) and CRC32C
 * (4) of those bytes, and then as an image of one byte with a kind of its own; a failure with
 * reason, basis, message and public message. Texts are UTF-8 after 2 bytes of length; format,
 * reason and basis are the names of their constants. Bytes that do not check, and those of any
 * other version, are no entry: a newer program changes the version and never the meaning of an old
 * one.
 *
 * <p>Immutable and thread-safe.
 */
public final class CacheEntry {
  /** The version of the byte form. */
  public static final int FORMAT_VERSION = 3;

  private final @Nullable ResizedImage image;
  private final @Nullable RememberedFailure failure;
  private final @Nullable Elsewhere elsewhere;
  private final long freshUntil;
  private final long usableUntil;
  private final CacheLookup.Tier tier;

  /** One of image and failure is null. */
  CacheEntry(
      @Nullable ResizedImage image,
      @Nullable RememberedFailure failure,
      long freshUntil,
      long usableUntil) {
    this(image, failure, null, freshUntil, usableUntil, CacheLookup.Tier.SHARED);
  }

  private CacheEntry(
      @Nullable ResizedImage image,
      @Nullable RememberedFailure failure,
      @Nullable Elsewhere elsewhere,
      long freshUntil,
      long usableUntil,
      CacheLookup.Tier tier) {
    this.image = image == null ? null : image.withFreshUntil(Instant.ofEpochMilli(freshUntil));
    this.failure = failure;
    this.elsewhere = elsewhere;
    this.freshUntil = freshUntil;
    this.usableUntil = usableUntil;
    this.tier = tier;
  }

  /** The same as kept in this process's memory. */
  CacheEntry inMemory() {
    return tier == CacheLookup.Tier.MEMORY
        ? this
        : new CacheEntry(
            image, failure, elsewhere, freshUntil, usableUntil, CacheLookup.Tier.MEMORY);
  }

  /** The same with one byte in place of the image's, which are kept elsewhere. */
  CacheEntry keptElsewhere(Elsewhere place) {
    ResizedImage described = Objects.requireNonNull(image);
    return new CacheEntry(
        withBytes(described, new byte[1]), null, place, freshUntil, usableUntil, tier);
  }

  /** The same with the bytes that were kept elsewhere. */
  CacheEntry whole(byte[] bytes) {
    ResizedImage described = Objects.requireNonNull(image);
    return new CacheEntry(withBytes(described, bytes), null, null, freshUntil, usableUntil, tier);
  }

  private static ResizedImage withBytes(ResizedImage described, byte[] bytes) {
    ResizedImage image =
        ResizedImage.wrap(
            bytes,
            described.format(),
            described.width(),
            described.height(),
            described.sourceVersion(),
            ResizedImage.Origin.CACHE);
    ResizedImage dated = described.sourceModified().map(image::withSourceModified).orElse(image);
    return described
        .damage()
        .map(dated::withDamage)
        .orElse(described.isProvisional() ? dated.asProvisional() : dated);
  }

  /** Where the image's bytes are that this entry has not got; null if it has, or is a failure. */
  @Nullable Elsewhere elsewhere() {
    return elsewhere;
  }

  /** Where it was found. */
  CacheLookup.Tier tier() {
    return tier;
  }

  /**
   * An entry for an image.
   *
   * @param image the image
   * @param freshUntil the end of the soft lifetime; milliseconds are kept
   * @param usableUntil the end of the hard lifetime
   * @return the entry
   */
  public static CacheEntry ofImage(ResizedImage image, Instant freshUntil, Instant usableUntil) {
    return new CacheEntry(
        image.withOrigin(ResizedImage.Origin.CACHE),
        null,
        freshUntil.toEpochMilli(),
        usableUntil.toEpochMilli());
  }

  /**
   * An entry for a failure that repeating the work would not cure.
   *
   * @param failure the failure; its stack trace and cause are not kept
   * @param usableUntil the end of its lifetime
   * @return the entry
   */
  public static CacheEntry ofFailure(ImageResizeException failure, Instant usableUntil) {
    long until = usableUntil.toEpochMilli();
    return new CacheEntry(null, RememberedFailure.of(failure), until, until);
  }

  /**
   * The image.
   *
   * @return the image with origin {@code CACHE}, or empty if this is a failure, or its bytes are
   *     kept {@linkplain OffloadingCacheStore elsewhere}
   */
  public Optional<ResizedImage> image() {
    return elsewhere == null ? Optional.ofNullable(image) : Optional.empty();
  }

  /**
   * The remembered failure.
   *
   * @return a new exception to be thrown to the caller, or empty if this is an image
   */
  public Optional<ImageResizeException> failure() {
    return Optional.ofNullable(failure).map(RememberedFailure::toException);
  }

  /**
   * Whether the soft lifetime goes on.
   *
   * @param now the present
   * @return false if the source should be asked whether it changed
   */
  public boolean isFresh(Instant now) {
    return isFresh(now.toEpochMilli());
  }

  boolean isFresh(long nowMillis) {
    return nowMillis < freshUntil;
  }

  /**
   * Whether the hard lifetime goes on.
   *
   * @param now the present
   * @return false if the entry must not be served any more, or can't be, since its image's bytes
   *     are kept {@linkplain OffloadingCacheStore elsewhere}
   */
  public boolean isUsable(Instant now) {
    return isUsable(now.toEpochMilli());
  }

  boolean isUsable(long nowMillis) {
    return elsewhere == null && nowMillis < usableUntil;
  }

  /**
   * The end of the soft lifetime.
   *
   * @return the instant, in milliseconds
   */
  public Instant freshUntil() {
    return Instant.ofEpochMilli(freshUntil);
  }

  /**
   * The end of the hard lifetime.
   *
   * @return the instant, in milliseconds
   */
  public Instant usableUntil() {
    return Instant.ofEpochMilli(usableUntil);
  }

  /**
   * The number of bytes of the image that the entry holds; failures, and images that are kept
   * {@linkplain OffloadingCacheStore elsewhere}, count as none.
   *
   * @return bytes
   */
  public int imageLength() {
    return image == null || elsewhere != null ? 0 : image.length();
  }

  /** What the array takes that holds the image. */
  long heldBytes() {
    return image == null ? 0 : image.heldBytes();
  }

  /** The version of the original that an image is of; empty for failures. */
  String sourceVersion() {
    return image == null ? "" : image.sourceVersion();
  }

  @Nullable RememberedFailure rememberedFailure() {
    return failure;
  }

  /**
   * The byte form.
   *
   * @return a new array
   */
  public byte[] toBytes() {
    if (image != null && elsewhere != null) {
      return CacheEntryFormat.write(image, elsewhere, freshUntil, usableUntil);
    }
    return image != null
        ? CacheEntryFormat.write(image, freshUntil, usableUntil)
        : CacheEntryFormat.write(Objects.requireNonNull(failure), freshUntil, usableUntil);
  }

  /**
   * Reads the byte form. The array is kept and shared, not copied.
   *
   * @param bytes what a store gave; the caller gives it up
   * @return the entry, or empty if the bytes are damaged, foreign, or of another version
   */
  public static Optional<CacheEntry> fromBytes(byte[] bytes) {
    return fromBytes(bytes, 0);
  }

  /**
   * Reads the byte form where it follows something of the store's own. The array is kept and
   * shared, not copied.
   *
   * @param bytes what a store gave; the caller gives it up
   * @param offset where the byte form begins; it goes on to the end
   * @return the entry, or empty if the bytes are damaged, foreign, or of another version
   * @throws IndexOutOfBoundsException if the offset is not within the array or its end
   */
  public static Optional<CacheEntry> fromBytes(byte[] bytes, int offset) {
    return CacheEntryFormat.read(bytes, Objects.checkIndex(offset, bytes.length + 1));
  }
}
