package io.github.imageresize.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as a Lambda function URL makes them, and what comes back. */
final class HttpEvents {
  private HttpEvents() {}

  /** What came back, its body decoded. */
  record Answered(int status, Map<String, String> fields, byte[] body, boolean binary) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  static byte[] get(String target, Map<String, Object> headers) throws IOException {
    return bytes(event("GET", target, headers));
  }

  /** An event whose parts a test may change or take away. */
  static Map<String, Object> event(String method, String target, Map<String, Object> headers) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", method);
    http.put("path", path);
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", "192.0.2.1");
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("accountId", "anonymous");
    context.put("http", http);
    context.put("stage", "$default");
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    event.put("rawQueryString", mark < 0 ? "" : target.substring(mark + 1));
    event.put("headers", headers);
    event.put("requestContext", context);
    event.put("isBase64Encoded", false);
    return event;
  }

  static byte[] bytes(Map<String, Object> event) throws IOException {
    return JSON.std.asBytes(event);
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  static Answered read(byte[] answer) throws IOException {
    Map<String, Object> fields = JSON.std.mapFrom(answer);
    boolean binary = (Boolean) fields.get("isBase64Encoded");
    String body = (String) fields.get("body");
    return new Answered(
        (Integer) fields.get("statusCode"),
        (Map<String, String>) fields.get("headers"),
        binary ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8),
        binary);
  }
}
