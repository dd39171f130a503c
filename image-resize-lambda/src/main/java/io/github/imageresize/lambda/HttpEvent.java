package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.http.HttpRequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as Lambda function URLs and HTTP APIs of Amazon API Gateway hand it to a function
 * (payload format 2.0). Its body and its cookies are left alone, since images depend on neither.
 *
 * @param path the path, percent-encoded
 * @param query the query as it was sent
 * @param fields the header fields, by their names in any case; repeated lines joined with commas
 */
record HttpEvent(String method, String path, String query, Map<String, String> fields) {
  private static final String FORMAT = "2.0";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * Reads an event.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if it is in another format, which only
   *     who set up the gateway can mend; {@code INVALID_REQUEST} if it breaks this one
   */
  static HttpEvent read(InputStream in) throws IOException {
    JsonFields event;
    try {
      event = new JsonFields(JsonMessage.object(in.readAllBytes()));
    } catch (JsonMessage.NoObjectException other) {
      String message = "the event must be a JSON object, but " + other.getMessage();
      throw new ImageResizeException(Reason.INVALID_REQUEST, message, other)
          .withPublicMessage(message);
    }
    String format = event.text("version", "missing");
    if (!format.equals(FORMAT)) {
      String message =
          "the event must have the payload format " + FORMAT + ", but its version is " + format;
      throw new ImageResizeException(Reason.UNAVAILABLE, message).withPublicMessage(message);
    }
    return new HttpEvent(
        event.object("requestContext").object("http").requiredText("method"),
        encoded(event.requiredText("rawPath")),
        event.text("rawQueryString", ""),
        fields(event));
  }

  HttpRequestHead head(Set<String> further) {
    return HttpRequestHead.of(method, path, query.isEmpty() ? null : query, fields::get, further);
  }

  private static Map<String, String> fields(JsonFields event) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    event
        .optionalObject("headers")
        .ifPresent(
            headers ->
                headers
                    .fields()
                    .forEach((name, value) -> addLines(fields, "headers." + name, name, value)));
    return fields;
  }

  private static void addLines(
      Map<String, String> fields, String field, String name, @Nullable Object value) {
    if (value instanceof Collection<?> lines) {
      lines.forEach(line -> addLine(fields, field, name, line));
    } else if (value != null) {
      addLine(fields, field, name, value);
    }
  }

  private static void addLine(
      Map<String, String> fields, String field, String name, @Nullable Object line) {
    if (!(line instanceof String text)) {
      throw ImageResizeException.invalid(field, String.valueOf(line), "must be a string");
    }
    fields.merge(name, text, (first, second) -> first + ", " + second);
  }

  /**
   * Function URLs hand the path over as it was sent, HTTP APIs decoded. What no encoded path can
   * hold is encoded again, so that one that was not decoded stays as it is.
   */
  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (int i = 0; i < path.length(); ) {
      int character = path.codePointAt(i);
      if (staysPlain(path, i, character)) {
        encoded.appendCodePoint(character);
      } else {
        for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
          encoded.append('%').append(HEX.toHexDigits(octet));
        }
      }
      i += Character.charCount(character);
    }
    return encoded.toString();
  }

  private static boolean staysPlain(String path, int index, int character) {
    if (character == '%') {
      return index + 2 < path.length()
          && HexFormat.isHexDigit(path.charAt(index + 1))
          && HexFormat.isHexDigit(path.charAt(index + 2));
    }
    return character > ' ' && character < 0x7f && character != '?' && character != '#';
  }
}
