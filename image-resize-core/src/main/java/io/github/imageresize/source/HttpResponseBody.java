package io.github.imageresize.source;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/** Reads the body of a response (RFC 9112, sections 6 and 7) up to a limit. */
final class HttpResponseBody {
  /** The body has more bytes than are allowed. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long maxBytes) {
      super("the body has more than " + maxBytes + " bytes");
    }
  }

  private static final int MAX_CHUNK_HEADS = 1 << 24;
  private static final int MAX_DIGITS = 18;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final int maxBytes;

  private HttpResponseBody(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  static byte[] read(HttpResponseHead head, InputStream in, long maxBytes) throws IOException {
    HttpResponseBody body = new HttpResponseBody(in, (int) Math.min(maxBytes, LARGEST_ARRAY));
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
    if (length > maxBytes) {
      throw new TooLargeException(maxBytes);
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw cutOff();
    }
    return bytes;
  }

  private byte[] untilTheEnd() throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new TooLargeException(maxBytes);
    }
    return bytes;
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] budget = {MAX_CHUNK_HEADS};
    for (long size = chunkSize(budget); size > 0; size = chunkSize(budget)) {
      if (size > maxBytes - bytes.size()) {
        throw new TooLargeException(maxBytes);
      }
      byte[] chunk = in.readNBytes((int) size);
      if (chunk.length < size || in.read() != '\r' || in.read() != '\n') {
        throw cutOff();
      }
      bytes.write(chunk);
    }
    return bytes.toByteArray();
  }

  private long chunkSize(int[] budget) throws IOException {
    String line = HttpResponseHead.line(in, budget);
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
      throw new ProtocolException("the size of a chunk is not well formed");
    }
    return Long.parseLong(digits, 16);
  }

  private static long length(String field) throws IOException {
    if (field.length() > MAX_DIGITS || !field.matches("[0-9]+")) {
      throw new ProtocolException("the length of the response is not well formed");
    }
    return Long.parseLong(field);
  }

  private static EOFException cutOff() {
    return new EOFException("the response was cut off");
  }
}
