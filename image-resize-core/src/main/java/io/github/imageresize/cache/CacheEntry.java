package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a cache keeps: an image, or the memory of a failure, with the instants until which it is
 * fresh and until which it may be served at all.
 *
 * <p>The byte form, big-endian: magic {@code IRCE}, format version (1 byte), total length (4),
 * CRC32C of all that follows (4), fresh-until and usable-until (8 each, milliseconds since 1970),
 * kind (1: 0 an image, 1 a failure); an image: the format's label, width and height (4 each), the
 * source version, the encoded image; a failure: the reason's name, message, public message. A text
 * is its length (2 bytes) and its UTF-8. Bytes that do not check, and those of any other version,
 * are no entry: a newer program changes the version and never the meaning of an old one.
 *
 * <p>Immutable and thread-safe.
 */
public final class CacheEntry {
  /** The version of the byte form. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAGIC = 'I' << 24 | 'R' << 16 | 'C' << 8 | 'E';
  private static final int HEADER_LENGTH = 13;
  private static final int MAX_MESSAGE_LENGTH = 1000;
  private static final byte IMAGE = 0;
  private static final byte FAILURE = 1;

  private final @Nullable ResizedImage image;
  private final @Nullable ImageResizeException failure;
  private final long freshUntil;
  private final long usableUntil;

  private CacheEntry(
      @Nullable ResizedImage image,
      @Nullable ImageResizeException failure,
      long freshUntil,
      long usableUntil) {
    this.image = image;
    this.failure = failure;
    this.freshUntil = freshUntil;
    this.usableUntil = usableUntil;
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
    return new CacheEntry(null, failure, until, until);
  }

  /**
   * The image.
   *
   * @return the image with origin {@code CACHE}, or empty if this is a failure
   */
  public Optional<ResizedImage> image() {
    return Optional.ofNullable(image);
  }

  /**
   * The remembered failure.
   *
   * @return a failure to be thrown to the caller, or empty if this is an image
   */
  public Optional<ImageResizeException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Whether the soft lifetime goes on.
   *
   * @param now the present
   * @return false if the source should be asked whether it changed
   */
  public boolean isFresh(Instant now) {
    return now.toEpochMilli() < freshUntil;
  }

  /**
   * Whether the hard lifetime goes on.
   *
   * @param now the present
   * @return false if the entry must not be served any more
   */
  public boolean isUsable(Instant now) {
    return now.toEpochMilli() < usableUntil;
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
   * The number of bytes of the image; failures count as none.
   *
   * @return bytes
   */
  public int imageLength() {
    return image == null ? 0 : image.length();
  }

  /**
   * The byte form.
   *
   * @return a new array
   */
  public byte[] toBytes() {
    byte[] form = image != null ? imageForm(image) : failureForm(failureOrThrow());
    ByteBuffer header = ByteBuffer.wrap(form);
    header.putInt(MAGIC).put((byte) FORMAT_VERSION).putInt(form.length).putInt(checksum(form));
    return form;
  }

  /**
   * Reads the byte form. The array is kept and shared, not copied.
   *
   * @param bytes what a store gave; the caller gives it up
   * @return the entry, or empty if the bytes are damaged, foreign, or of another version
   */
  public static Optional<CacheEntry> fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean checks =
        bytes.length > HEADER_LENGTH
            && in.getInt() == MAGIC
            && in.get() == FORMAT_VERSION
            && in.getInt() == bytes.length
            && in.getInt() == checksum(bytes);
    if (!checks) {
      return Optional.empty();
    }
    try {
      long freshUntil = in.getLong();
      long usableUntil = in.getLong();
      byte kind = in.get();
      if (kind == IMAGE) {
        return Optional.of(new CacheEntry(readImage(bytes, in), null, freshUntil, usableUntil));
      }
      return kind == FAILURE
          ? Optional.of(new CacheEntry(null, readFailure(in), freshUntil, usableUntil))
          : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException odd) {
      return Optional.empty();
    }
  }

  private byte[] imageForm(ResizedImage made) {
    byte[] format = text(made.format().label());
    byte[] version = text(made.sourceVersion());
    byte[] form =
        new byte[HEADER_LENGTH + 17 + 2 + format.length + 8 + 2 + version.length + made.length()];
    ByteBuffer out = ByteBuffer.wrap(form);
    out.position(HEADER_LENGTH).putLong(freshUntil).putLong(usableUntil).put(IMAGE);
    putText(out, format);
    out.putInt(made.width()).putInt(made.height());
    putText(out, version);
    out.put(made.asByteBuffer());
    return form;
  }

  private byte[] failureForm(ImageResizeException failed) {
    byte[] reason = text(failed.reason().name());
    byte[] message = text(String.valueOf(failed.getMessage()));
    byte[] publicMessage = text(failed.publicMessage());
    byte[] form =
        new byte[HEADER_LENGTH + 17 + 6 + reason.length + message.length + publicMessage.length];
    ByteBuffer out = ByteBuffer.wrap(form);
    out.position(HEADER_LENGTH).putLong(freshUntil).putLong(usableUntil).put(FAILURE);
    putText(out, reason);
    putText(out, message);
    putText(out, publicMessage);
    return form;
  }

  private ImageResizeException failureOrThrow() {
    if (failure == null) {
      throw new IllegalStateException("an entry is an image or a failure");
    }
    return failure;
  }

  private static ResizedImage readImage(byte[] bytes, ByteBuffer in) {
    ImageFormat format =
        ImageFormat.ofLabel(getText(in)).orElseThrow(IllegalArgumentException::new);
    int width = in.getInt();
    int height = in.getInt();
    String version = getText(in);
    return ResizedImage.wrap(
        bytes,
        in.position(),
        in.remaining(),
        format,
        width,
        height,
        version,
        ResizedImage.Origin.CACHE);
  }

  private static ImageResizeException readFailure(ByteBuffer in) {
    ImageResizeException.Reason reason = ImageResizeException.Reason.valueOf(getText(in));
    String message = getText(in);
    return new ImageResizeException(reason, message).withPublicMessage(getText(in));
  }

  private static byte[] text(String message) {
    String kept =
        message.length() > MAX_MESSAGE_LENGTH ? message.substring(0, MAX_MESSAGE_LENGTH) : message;
    return kept.getBytes(StandardCharsets.UTF_8);
  }

  private static void putText(ByteBuffer out, byte[] text) {
    out.putShort((short) text.length).put(text);
  }

  private static String getText(ByteBuffer in) {
    byte[] text = new byte[in.getShort() & 0xffff];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
    return (int) crc.getValue();
  }
}
