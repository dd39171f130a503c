package io.github.imageresize.cache;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.argument.Require;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes and reads the byte form that {@link CacheEntry} describes. */
final class CacheEntryFormat {
  private static final int MAGIC = 'I' << 24 | 'R' << 16 | 'C' << 8 | 'E';
  private static final int HEADER_LENGTH = 13;
  private static final int LIFETIMES_AND_KIND_LENGTH = 17;

  private static final byte IMAGE = 0;
  private static final byte PROVISIONAL_IMAGE = 1;
  private static final byte FAILURE = 2;
  private static final byte DAMAGED_IMAGE = 3;
  private static final byte IMAGE_ELSEWHERE = 4;

  private static final int WHOLE = 10_000;
  private static final long TIME_NOT_KNOWN = Long.MIN_VALUE;

  private CacheEntryFormat() {}

  static byte[] write(ResizedImage image, long freshUntil, long usableUntil) {
    Described described = new Described(image);
    byte[] form = form(described.length(), image.length());
    ByteBuffer out = content(form, freshUntil, usableUntil, kind(image));
    described.putInto(out);
    out.put(image.asByteBuffer());
    return withHeader(form);
  }

  static byte[] write(ResizedImage image, Elsewhere place, long freshUntil, long usableUntil) {
    Described described = new Described(image);
    byte[] name = place.nameBytes();
    byte[] form = form(textLength(name) + 8 + 1, described.length() + image.length());
    ByteBuffer out = content(form, freshUntil, usableUntil, IMAGE_ELSEWHERE);
    putText(out, name);
    out.putInt(place.length()).putInt(place.checksum()).put(kind(image));
    described.putInto(out);
    out.put(image.asByteBuffer());
    return withHeader(form);
  }

  /** What stands before the bytes of an image. */
  private static final class Described {
    private final ResizedImage image;
    private final @Nullable Damage damage;
    private final byte[] description;
    private final byte[] format;
    private final byte[] version;

    private Described(ResizedImage image) {
      this.image = image;
      damage = image.damage().orElse(null);
      description = damage == null ? new byte[0] : utf8(damage.description());
      format = utf8(image.format().name());
      version = utf8(image.sourceVersion());
    }

    private int length() {
      int damageLength = damage == null ? 0 : 2 + textLength(description);
      return damageLength + textLength(format) + 8 + textLength(version) + 8;
    }

    private void putInto(ByteBuffer out) {
      if (damage != null) {
        out.putShort((short) Math.round(damage.arrived() * WHOLE));
        putText(out, description);
      }
      putText(out, format);
      out.putInt(image.width()).putInt(image.height());
      putText(out, version);
      out.putLong(image.sourceModified().map(Instant::toEpochMilli).orElse(TIME_NOT_KNOWN));
    }
  }

  private static byte kind(ResizedImage image) {
    if (image.damage().isPresent()) {
      return DAMAGED_IMAGE;
    }
    return image.isProvisional() ? PROVISIONAL_IMAGE : IMAGE;
  }

  static byte[] write(RememberedFailure failure, long freshUntil, long usableUntil) {
    byte[] reason = utf8(failure.reason().name());
    byte[] basis = utf8(failure.basis().name());
    byte[] message = utf8(failure.message());
    byte[] publicMessage = utf8(failure.publicMessage());
    int verdictLength = textLength(reason) + textLength(basis);
    byte[] form = form(verdictLength + textLength(message), textLength(publicMessage));
    ByteBuffer out = content(form, freshUntil, usableUntil, FAILURE);
    putText(out, reason);
    putText(out, basis);
    putText(out, message);
    putText(out, publicMessage);
    return withHeader(form);
  }

  static Optional<CacheEntry> read(byte[] bytes, int offset) {
    int length = bytes.length - offset;
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    boolean checks =
        length >= HEADER_LENGTH + LIFETIMES_AND_KIND_LENGTH
            && in.getInt() == MAGIC
            && in.get() == CacheEntry.FORMAT_VERSION
            && in.getInt() == length
            && in.getInt() == checksum(bytes, offset + HEADER_LENGTH);
    if (!checks) {
      return Optional.empty();
    }
    try {
      long freshUntil = in.getLong();
      long usableUntil = in.getLong();
      byte kind = in.get();
      return Optional.ofNullable(
          switch (kind) {
            case IMAGE, PROVISIONAL_IMAGE, DAMAGED_IMAGE ->
                new CacheEntry(readImage(kind, bytes, in), null, freshUntil, usableUntil);
            case IMAGE_ELSEWHERE -> {
              Elsewhere place = new Elsewhere(getText(in), in.getInt(), in.getInt());
              ResizedImage described = readImage(in.get(), bytes, in);
              yield new CacheEntry(described, null, freshUntil, usableUntil).keptElsewhere(place);
            }
            case FAILURE -> new CacheEntry(null, readFailure(in), freshUntil, usableUntil);
            default -> null;
          });
    } catch (BufferUnderflowException | IllegalArgumentException writtenByAnotherProgram) {
      return Optional.empty();
    }
  }

  private static byte[] form(int describingLength, int contentLength) {
    int fixed = HEADER_LENGTH + LIFETIMES_AND_KIND_LENGTH + describingLength;
    return new byte[Math.addExact(fixed, contentLength)];
  }

  private static ByteBuffer content(byte[] form, long freshUntil, long usableUntil, byte kind) {
    return ByteBuffer.wrap(form)
        .position(HEADER_LENGTH)
        .putLong(freshUntil)
        .putLong(usableUntil)
        .put(kind);
  }

  private static byte[] withHeader(byte[] form) {
    ByteBuffer.wrap(form)
        .putInt(MAGIC)
        .put((byte) CacheEntry.FORMAT_VERSION)
        .putInt(form.length)
        .putInt(checksum(form, HEADER_LENGTH));
    return form;
  }

  private static ResizedImage readImage(byte kind, byte[] bytes, ByteBuffer in) {
    return switch (kind) {
      case IMAGE -> readWhole(bytes, in);
      case PROVISIONAL_IMAGE -> readWhole(bytes, in).asProvisional();
      case DAMAGED_IMAGE -> {
        double arrived = (double) in.getShort() / WHOLE;
        Damage damage = new Damage(arrived, getText(in));
        yield readWhole(bytes, in).withDamage(damage);
      }
      default -> throw Require.violation("kind", "be that of an image", kind);
    };
  }

  private static ResizedImage readWhole(byte[] bytes, ByteBuffer in) {
    ImageFormat format = ImageFormat.valueOf(getText(in));
    int width = in.getInt();
    int height = in.getInt();
    String version = getText(in);
    long modified = in.getLong();
    ResizedImage image =
        ResizedImage.wrap(
            bytes,
            in.position(),
            in.remaining(),
            format,
            width,
            height,
            version,
            ResizedImage.Origin.CACHE);
    return modified == TIME_NOT_KNOWN
        ? image
        : image.withSourceModified(Instant.ofEpochMilli(modified));
  }

  private static RememberedFailure readFailure(ByteBuffer in) {
    Reason reason = Reason.valueOf(getText(in));
    Basis basis = Basis.valueOf(getText(in));
    return new RememberedFailure(reason, basis, getText(in), getText(in));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int textLength(byte[] text) {
    return 2 + text.length;
  }

  private static void putText(ByteBuffer out, byte[] text) {
    if (text.length > 0xFFFF) {
      throw Require.violation("text", "have at most 65535 bytes", text.length + " bytes long");
    }
    out.putShort((short) text.length).put(text);
  }

  private static String getText(ByteBuffer in) {
    byte[] text = new byte[in.getShort() & 0xffff];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
