package io.github.imageresize.http;

import io.github.imageresize.internal.codec.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestFuzzIT {
  private static final List<String> REQUESTS =
      List.of(
          "a.jpg?w=300&h=200&fit=cover&position=top-left\nimage/avif,image/webp,*/*;q=0.8",
          "a/b%20c.png?w=50&dpr=2&format=webp&q=70&bg=ff000080\nimage/*",
          "w_600,h_400/beach.jpg\nimage/png;q=0.5, image/jpeg;q=1.0",
          "a.jpg?crop=10%25,10%25,80%25,80%25&flip=h&rotate=90&enlarge=true&v=12\n*/*",
          "a.jpg?position=0.3,0.7&fit=contain&w=1&h=65535\n");

  @Test
  void endsInAReplyThatIsFitToBeSentWhateverIsAsked() throws Exception {
    Map<String, byte[]> seeds = new HashMap<>();
    for (String request : REQUESTS) {
      seeds.put("request-" + seeds.size(), request.getBytes(StandardCharsets.ISO_8859_1));
    }
    Fuzzing.run(RequestFuzzTarget.class, seeds, 5_000);
  }
}
