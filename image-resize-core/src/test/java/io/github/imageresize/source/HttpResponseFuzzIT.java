package io.github.imageresize.source;

import io.github.imageresize.internal.codec.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpResponseFuzzIT {
  private static final List<String> RESPONSES =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"v1\"\r\n\r\nimage",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nima\r\n2;a=b\r\nge\r\n0\r\n\r\n",
          "HTTP/1.0 200\r\nLast-Modified: Fri, 27 Nov 2026 12:00:00 GMT\r\n\r\nimage",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 302 Found\r\nLocation: /b.jpg\r\nContent-Length: 9999999999\r\n\r\n");

  @Test
  void endsInABodyOrAnHonestFailureWhateverAnOriginSays() throws Exception {
    Map<String, byte[]> seeds = new HashMap<>();
    for (String response : RESPONSES) {
      seeds.put("response-" + seeds.size(), response.getBytes(StandardCharsets.ISO_8859_1));
    }
    Fuzzing.run(HttpResponseFuzzTarget.class, seeds, 100_000);
  }
}
