package io.github.imageresize.source;

import io.github.imageresize.internal.http.HttpDate;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status and header fields of a response (RFC 9112, sections 4 and 5), within limits.
 *
 * @param status the final status, 200..599
 * @param fields the fields by lower-case names; lines of one field are joined with commas
 */
record HttpResponseHead(int status, Map<String, String> fields) {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  /** Reads a head, and passes over interim ones. */
  static HttpResponseHead read(InputStream in) throws IOException {
    int[] budget = {MAX_LENGTH};
    while (true) {
      String statusLine = line(in, budget);
      Matcher matcher = STATUS_LINE.matcher(statusLine);
      if (!matcher.matches()) {
        throw new ProtocolException("the response does not begin with a status line of HTTP/1.1");
      }
      Map<String, String> fields = fields(in, budget);
      int status = Integer.parseInt(matcher.group(1));
      if (status == 101) {
        throw new ProtocolException("the server switched to a protocol that nobody asked for");
      }
      if (status >= 200) {
        return new HttpResponseHead(status, fields);
      }
    }
  }

  Optional<String> field(String lowerCaseName) {
    return Optional.ofNullable(fields.get(lowerCaseName));
  }

  /** What tells one version of the resource from another; empty if the server says nothing. */
  String version() {
    return field("etag").or(() -> field("last-modified")).orElse("");
  }

  /** When the resource was last changed; null if the server does not say, or not legibly. */
  @Nullable Instant lastModified() {
    return field("last-modified").flatMap(HttpDate::parse).orElse(null);
  }

  /**
   * Reads one line of a head.
   *
   * @param budget the characters that may still be read; counted down
   */
  static String line(InputStream in, int[] budget) throws IOException {
    StringBuilder line = new StringBuilder(80);
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the response ends within its head");
      }
      if (--budget[0] < 0) {
        throw new ProtocolException("the head of the response is longer than " + MAX_LENGTH);
      }
      if (next == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      boolean control = (next < ' ' && next != '\t' && next != '\r') || next == 0x7f;
      if (control) {
        throw new ProtocolException("the head of the response has control character " + next);
      }
      line.append((char) next);
    }
  }

  private static Map<String, String> fields(InputStream in, int[] budget) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) <= ' ') {
        throw new ProtocolException("a header field of the response is not well formed");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      fields.merge(name, line.substring(colon + 1).strip(), (one, next) -> one + ", " + next);
    }
    return fields;
  }
}
