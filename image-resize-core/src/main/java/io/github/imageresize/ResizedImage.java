package io.github.imageresize;

import io.github.imageresize.internal.argument.Require;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * An image that was made, or found in a cache: its encoded bytes and what is known of them.
 *
 * <p>Immutable and thread-safe. The bytes are shared, never copied, between all who hold them;
 * {@link #toByteArray()} alone makes a copy.
 */
public final class ResizedImage {

  /** The longest version of an original that is kept as it is. */
  public static final int MAX_VERSION_LENGTH = 256;

  /** Where an image came from. */
  public enum Origin {
    /** From a cache. */
    CACHE,
    /** Made in this process. */
    LOCAL,
    /** Made by a remote engine. */
    REMOTE
  }

  private static final Instant EARLIEST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private final byte[] bytes;
  private final Object bytesIdentity;
  private final int offset;
  private final int length;
  private final ImageFormat format;
  private final int width;
  private final int height;
  private final Provenance provenance;

  private ResizedImage(
      byte[] bytes,
      Object bytesIdentity,
      int offset,
      int length,
      ImageFormat format,
      int width,
      int height,
      Provenance provenance) {
    this.bytes = bytes;
    this.bytesIdentity = bytesIdentity;
    this.offset = offset;
    this.length = length;
    this.format = format;
    this.width = width;
    this.height = height;
    this.provenance = provenance;
  }

  /**
   * Wraps encoded bytes without copying them.
   *
   * @param bytes the encoded image; the caller gives it up and must not write to it any more
   * @param format the format of the bytes
   * @param width in pixels, positive
   * @param height in pixels, positive
   * @param sourceVersion the version of the original that it was made from; empty if unknown; kept
   *     as {@link #versionOf} says
   * @param origin where it came from
   * @return the image
   * @throws IllegalArgumentException if there are no bytes or a side is not positive
   */
  public static ResizedImage wrap(
      byte[] bytes,
      ImageFormat format,
      int width,
      int height,
      String sourceVersion,
      Origin origin) {
    return wrap(bytes, 0, bytes.length, format, width, height, sourceVersion, origin);
  }

  /**
   * Wraps a part of an array that holds an encoded image, without copying it.
   *
   * @param bytes holds the encoded image; the caller gives it up and must not write to it any more
   * @param offset where the image begins
   * @param length how many bytes it has, positive
   * @param format the format of the bytes
   * @param width in pixels, positive
   * @param height in pixels, positive
   * @param sourceVersion the version of the original that it was made from; empty if unknown; kept
   *     as {@link #versionOf} says
   * @param origin where it came from
   * @return the image
   * @throws IllegalArgumentException if there are no bytes or a side is not positive
   * @throws IndexOutOfBoundsException if the part is not within the array
   */
  public static ResizedImage wrap(
      byte[] bytes,
      int offset,
      int length,
      ImageFormat format,
      int width,
      int height,
      String sourceVersion,
      Origin origin) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    Require.positive("length", length);
    Require.positive("width", width);
    Require.positive("height", height);
    return new ResizedImage(
        bytes,
        new Object(),
        offset,
        length,
        Objects.requireNonNull(format, "format"),
        width,
        height,
        Provenance.of(versionOf(sourceVersion), Objects.requireNonNull(origin, "origin")));
  }

  /**
   * The form in which a version of an original is kept and compared: the version itself, or, of one
   * with more than {@value #MAX_VERSION_LENGTH} characters, its SHA-256 digest in URL-safe Base64.
   *
   * @param version as a source names it
   * @return at most {@value #MAX_VERSION_LENGTH} characters
   */
  public static String versionOf(String version) {
    Objects.requireNonNull(version, "sourceVersion");
    if (version.length() <= MAX_VERSION_LENGTH) {
      return version;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hashed = digest.digest(version.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hashed);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /**
   * The number of encoded bytes.
   *
   * @return a positive number
   */
  public int length() {
    return length;
  }

  /**
   * What keeping this image takes: the length of the array that holds the encoded bytes, which may
   * hold more than them.
   *
   * @return bytes, at least {@link #length()}
   */
  public int heldBytes() {
    return bytes.length;
  }

  /**
   * The encoded bytes as a read-only view; nothing is copied.
   *
   * @return a new buffer from position 0 to {@link #length()}
   */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, offset, length).slice().asReadOnlyBuffer();
  }

  /**
   * A copy of the encoded bytes.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /**
   * Writes all encoded bytes.
   *
   * @param out where to; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, offset, length);
  }

  /**
   * Writes a part of the encoded bytes.
   *
   * @param out where to; neither flushed nor closed
   * @param from the first byte, 0..{@link #length()}
   * @param count how many bytes
   * @throws IOException if writing fails
   * @throws IndexOutOfBoundsException if the part is not within the bytes
   */
  public void writeTo(OutputStream out, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, length);
    out.write(bytes, offset + from, count);
  }

  /**
   * Tells images that share their bytes from others, so that bytes can be counted once however many
   * hold them.
   *
   * @return an object of which nothing but its identity matters; the same for all images that were
   *     made of one another
   */
  public Object bytesIdentity() {
    return bytesIdentity;
  }

  /**
   * The format of the bytes.
   *
   * @return the format
   */
  public ImageFormat format() {
    return format;
  }

  /**
   * The width of the image.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height of the image.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * The version of the original that the image was made from, as its source names it.
   *
   * @return the version, or the empty string if it is not known
   */
  public String sourceVersion() {
    return provenance.sourceVersion();
  }

  /**
   * When the original was last changed, as its source says; caches keep it.
   *
   * @return the instant, or empty if it is not known
   */
  public Optional<Instant> sourceModified() {
    return Optional.ofNullable(provenance.sourceModified());
  }

  /**
   * The same image with the time of its original's last change; the bytes are shared.
   *
   * @param time the instant; one outside the years 1 to 9999, which HTTP has no form for, counts as
   *     not known
   * @return a new image
   */
  public ResizedImage withSourceModified(Instant time) {
    boolean expressible = !time.isBefore(EARLIEST_TIME) && time.isBefore(LATEST_TIME);
    return with(provenance.withSourceModified(expressible ? time : null));
  }

  /**
   * Whether the caller was given what another caller's request made at the same time.
   *
   * @return true if made by {@link #asCollapsed()}
   */
  public boolean isCollapsed() {
    return provenance.collapsed();
  }

  /**
   * The same image, given to a caller who waited for another one's request; the bytes are shared.
   *
   * @return this image if it is marked so already, else a new one
   */
  public ResizedImage asCollapsed() {
    return isCollapsed() ? this : with(provenance.asCollapsed());
  }

  /**
   * Where the image came from.
   *
   * @return the origin
   */
  public Origin origin() {
    return provenance.origin();
  }

  /**
   * The same image with another origin; the bytes are shared.
   *
   * @param value the origin
   * @return this image if it has that origin already, else a new one
   */
  public ResizedImage withOrigin(Origin value) {
    return value == origin() ? this : with(provenance.withOrigin(value));
  }

  /**
   * The size of the upright original, where the engine that made the image told it. Caches do not
   * keep it.
   *
   * @return the size, or empty if it is not known
   */
  public Optional<ImageSize> originalSize() {
    return Optional.ofNullable(provenance.originalSize());
  }

  /**
   * The same image with the size of its original; the bytes are shared.
   *
   * @param size the size of the upright original
   * @return a new image
   */
  public ResizedImage withOriginalSize(ImageSize size) {
    return with(provenance.withOriginalSize(Objects.requireNonNull(size, "size")));
  }

  /**
   * Whether the image is to be kept only for a short time: a stand-in made it, whose bytes differ
   * from those of the engine that the cache key names, or its original is {@linkplain #damage()
   * damaged} and may yet become whole.
   *
   * @return true if made by {@link #asProvisional()} or {@link #withDamage}
   */
  public boolean isProvisional() {
    return provenance.standIn() || provenance.damage() != null;
  }

  /**
   * The same image, marked as a stand-in's work; the bytes are shared.
   *
   * @return a provisional image
   */
  public ResizedImage asProvisional() {
    return with(provenance.asStandIn());
  }

  /**
   * What was amiss with the original.
   *
   * @return the damage, or empty if there was none
   */
  public Optional<Damage> damage() {
    return Optional.ofNullable(provenance.damage());
  }

  /**
   * The same image, marked as that of a damaged original; the bytes are shared.
   *
   * @param found what was amiss
   * @return a provisional image
   */
  public ResizedImage withDamage(Damage found) {
    return with(provenance.withDamage(Objects.requireNonNull(found, "found")));
  }

  /**
   * Until when the cache that the image comes from, or that has just taken it, takes it for
   * current; after that it is served while the cache asks the source whether it has changed.
   *
   * @return the instant, or empty for an image that no cache keeps
   */
  public Optional<Instant> freshUntil() {
    return Optional.ofNullable(provenance.freshUntil());
  }

  /**
   * The same image, to be taken for current until an instant; the bytes are shared.
   *
   * @param end the end of its soft lifetime
   * @return this image if that is its end already, else a new one
   */
  public ResizedImage withFreshUntil(Instant end) {
    return end.equals(provenance.freshUntil()) ? this : with(provenance.withFreshUntil(end));
  }

  private ResizedImage with(Provenance other) {
    return new ResizedImage(bytes, bytesIdentity, offset, length, format, width, height, other);
  }

  @Override
  public String toString() {
    return "ResizedImage["
        + format.label()
        + ", "
        + width
        + "x"
        + height
        + ", "
        + length
        + " bytes, "
        + origin()
        + "]";
  }
}
