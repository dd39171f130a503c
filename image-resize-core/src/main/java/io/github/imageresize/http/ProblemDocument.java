package io.github.imageresize.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A problem document in JSON (RFC 9457), with text that anyone may see. */
final class ProblemDocument {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private ProblemDocument() {}

  /** The document; its type is {@code about:blank}, so that the title is the status's own. */
  static byte[] of(int status, String reason, String detail) {
    StringBuilder json = new StringBuilder(160);
    json.append("{\"type\":\"about:blank\",\"title\":");
    string(json, TITLES.getOrDefault(status, "Error"));
    json.append(",\"status\":").append(status).append(",\"reason\":");
    string(json, reason);
    json.append(",\"detail\":");
    string(json, detail);
    return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void string(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
