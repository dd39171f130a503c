package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads the body of a response (RFC 9112, sections 6 and 7) up to a limit. */
final class HttpResponseBody {
  private static final int PIECE = 64 * 1024;

  /** Characters of one chunk's size and extensions; nobody sends extensions. */
  private static final int MAX_CHUNK_HEAD = 1024;

  private static final int MAX_CHUNK_DIGITS = 15;
  private static final int MAX_LENGTH_DIGITS = 18;

  private final InputStream in;
  private final String name;
  private final ReadAllowance allowance;
  private final int maxBytes;

  private HttpResponseBody(InputStream in, String name, ReadAllowance allowance) {
    this.in = in;
    this.name = name;
    this.allowance = allowance;
    this.maxBytes = (int) allowance.maxBytes();
  }

  /**
   * Reads the body that belongs to a head.
   *
   * @param name what is read, for messages
   * @param allowance is asked for room before the body is read
   */
  static byte[] read(HttpResponseHead head, InputStream in, String name, ReadAllowance allowance)
      throws IOException {
    HttpResponseBody body = new HttpResponseBody(in, name, allowance);
    Optional<String> coding = head.field("transfer-encoding");
    if (coding.isPresent()) {
      if (!coding.get().equalsIgnoreCase("chunked")) {
        throw new ProtocolException("the transfer coding " + coding.get() + " is unknown");
      }
      return body.chunked();
    }
    Optional<String> length = head.field("content-length");
    return length.isPresent() ? body.ofLength(length(length.get())) : body.untilTheEnd();
  }

  private byte[] ofLength(long length) throws IOException {
    allowance.reserve(name, length);
    byte[] bytes = new byte[(int) length];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw cutOff();
    }
    return bytes;
  }

  private byte[] untilTheEnd() throws IOException {
    allowance.reserveMost();
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw tooLarge();
    }
    return bytes;
  }

  private byte[] chunked() throws IOException {
    allowance.reserveMost();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      if (size > maxBytes - bytes.size()) {
        throw tooLarge();
      }
      long copied = copy((int) size, bytes);
      if (copied < size || in.read() != '\r' || in.read() != '\n') {
        throw cutOff();
      }
    }
    return bytes.toByteArray();
  }

  private long copy(int size, ByteArrayOutputStream to) throws IOException {
    byte[] piece = new byte[Math.min(size, PIECE)];
    int copied = 0;
    while (copied < size) {
      int count = in.readNBytes(piece, 0, Math.min(piece.length, size - copied));
      to.write(piece, 0, count);
      copied += count;
      if (count < Math.min(piece.length, size)) {
        return copied;
      }
    }
    return copied;
  }

  /** Reads the line before a chunk; extensions, behind a semicolon, are passed over. */
  private long chunkSize() throws IOException {
    long size = 0;
    int digits = 0;
    int length = 0;
    int next = in.read();
    while (Character.digit(next, 16) >= 0 && digits <= MAX_CHUNK_DIGITS) {
      size = size << 4 | Character.digit(next, 16);
      digits++;
      next = in.read();
    }
    boolean ends = next == '\r' || next == '\n' || next == ';' || next == ' ' || next == '\t';
    while (next != '\n' && next >= 0 && length++ < MAX_CHUNK_HEAD) {
      next = in.read();
    }
    if (next < 0) {
      throw cutOff();
    }
    if (digits < 1 || digits > MAX_CHUNK_DIGITS || !ends || next != '\n') {
      throw new ProtocolException("the size of a chunk is not well formed");
    }
    return size;
  }

  private static long length(String field) throws IOException {
    boolean digits = !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || field.length() > MAX_LENGTH_DIGITS) {
      throw new ProtocolException("the length of the response is not well formed");
    }
    return Long.parseLong(field);
  }

  private ImageResizeException tooLarge() {
    return allowance.tooLarge(name, "more than " + maxBytes + " bytes");
  }

  private static EOFException cutOff() {
    return new EOFException("the response was cut off");
  }
}
