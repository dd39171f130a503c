package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A reply in payload format 2.0. */
final class HttpAnswer {
  private final int status;
  private final Map<String, String> fields;
  private final byte[] body;
  private final boolean binary;

  /**
   * Takes the parts of a reply.
   *
   * @param fields header fields; each name comes once, in lower case
   * @param binary whether the body goes out in base64, rather than as text in UTF-8
   */
  HttpAnswer(int status, Map<String, String> fields, byte[] body, boolean binary) {
    this.status = status;
    this.fields = fields;
    this.body = body;
    this.binary = binary;
  }

  static HttpAnswer of(HttpReply reply) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    reply.forEachField((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
    ByteArrayOutputStream body = new ByteArrayOutputStream(reply.bodyLength());
    reply.writeTo(body);
    return new HttpAnswer(reply.status(), fields, body.toByteArray(), reply.image().isPresent());
  }

  HttpAnswer withoutBody() {
    return new HttpAnswer(status, fields, new byte[0], false);
  }

  void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.std.getStreamingFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      json.writeBooleanField("isBase64Encoded", binary);
      json.writeFieldName("body");
      if (binary) {
        json.writeBinary(body);
      } else {
        json.writeString(new String(body, StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    }
  }
}
