package io.github.imageresize.http;

import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends: status, header fields, and body. {@code Content-Length} is among the fields,
 * also where the body is left out because the method is {@code HEAD}.
 *
 * <p>Immutable and thread-safe; the bytes of an image are shared with the cache, not copied.
 */
public final class HttpReply {
  private static final byte[] EMPTY = {};

  private final int status;
  private final List<String> fields;
  private final @Nullable ResizedImage image;
  private final byte[] text;
  private final int from;
  private final int length;

  private HttpReply(
      int status,
      List<String> fields,
      @Nullable ResizedImage image,
      byte[] text,
      int from,
      int length) {
    this.status = status;
    this.fields = fields;
    this.image = image;
    this.text = text;
    this.from = from;
    this.length = length;
  }

  /** A reply with header fields as names and values in turn. */
  static HttpReply ofImage(int status, List<String> fields, ResizedImage image, ByteRange part) {
    return new HttpReply(status, fields, image, EMPTY, part.from(), part.count());
  }

  static HttpReply ofText(int status, List<String> fields, byte[] text) {
    return new HttpReply(status, fields, null, text, 0, text.length);
  }

  static HttpReply withoutBody(int status, List<String> fields) {
    return new HttpReply(status, fields, null, EMPTY, 0, 0);
  }

  /** The reply to {@code HEAD} where this is the reply to {@code GET}. */
  HttpReply withoutBody() {
    return withoutBody(status, fields);
  }

  /**
   * The status.
   *
   * @return a status code, such as 200
   */
  public int status() {
    return status;
  }

  /**
   * Hands every header field to a consumer, in order; each name comes once.
   *
   * @param consumer takes name and value
   */
  public void forEachField(BiConsumer<String, String> consumer) {
    for (int i = 0; i < fields.size(); i += 2) {
      consumer.accept(fields.get(i), fields.get(i + 1));
    }
  }

  /**
   * The value of a header field.
   *
   * @param name the field's name, in any case
   * @return the value, or empty if the reply has no such field
   */
  public Optional<String> field(String name) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        return Optional.of(fields.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /**
   * The length of the body that {@link #writeTo} writes.
   *
   * @return bytes; 0 if there is no body
   */
  public int bodyLength() {
    return length;
  }

  /**
   * The image whose bytes, or a part of them, are the body.
   *
   * @return the image, or empty if the body is another or there is none
   */
  public Optional<ResizedImage> image() {
    return Optional.ofNullable(image);
  }

  /**
   * Writes the body.
   *
   * @param out where to; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    writeTo(out, 0, length);
  }

  /**
   * Writes a part of the body.
   *
   * @param out where to; neither flushed nor closed
   * @param offset the first byte, 0..{@link #bodyLength()}
   * @param count how many bytes
   * @throws IOException if writing fails
   * @throws IndexOutOfBoundsException if the part is not within the body
   */
  public void writeTo(OutputStream out, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, length);
    if (image == null) {
      out.write(text, offset, count);
    } else {
      image.writeTo(out, from + offset, count);
    }
  }

  @Override
  public String toString() {
    return "HttpReply[" + status + ", " + fields + ", " + length + " bytes]";
  }
}
