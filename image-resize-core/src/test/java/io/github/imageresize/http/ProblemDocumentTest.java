package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDocumentTest {

  @Test
  void isJsonWhateverTheTextHolds() throws IOException {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 0x100; c++) {
      text.append(c);
    }
    text.append("\u2028\u2029\uD83D\uDE00\uFEFF\uFFFF");

    JsonNode document = new ObjectMapper().readTree(ProblemDocument.of(404, "why", text + ""));

    assertThat(document.get("detail").asText()).isEqualTo(text.toString());
    assertThat(document.get("type").asText()).isEqualTo("about:blank");
    assertThat(document.get("title").asText()).isEqualTo("Not Found");
    assertThat(document.get("status").asInt()).isEqualTo(404);
    assertThat(document.get("reason").asText()).isEqualTo("why");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 9, 10, 13, 27, 31, 0xd800, 0xdfff})
  void sendsControlCharactersAndHalvesOfPairsEscaped(int code) {
    byte[] document = ProblemDocument.of(404, "why", "a" + (char) code + "b");

    String json = new String(document, StandardCharsets.UTF_8);
    assertThat(json).contains(String.format("\"a\\u%04xb\"", code)).endsWith("}\n");
    assertThat(json.strip()).doesNotContainPattern("[\\x00-\\x1f]");
  }

  @Test
  void letsNoTextOutOfItsQuotes() {
    String json =
        new String(
            ProblemDocument.of(400, "why", "\",\"status\":200,\"\\"), StandardCharsets.UTF_8);

    assertThat(json).contains("\"detail\":\"\\\",\\\"status\\\":200,\\\"\\\\\"}");
  }
}
