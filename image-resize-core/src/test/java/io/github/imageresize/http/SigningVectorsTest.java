package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published test vectors, by which signers in other languages are checked as well. */
class SigningVectorsTest {
  private static final Path FILE = Path.of("..", "examples", "signing", "vectors.json");

  static Stream<JsonNode> vectors() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FILE.toFile());
    assertThat(all).hasSizeGreaterThan(10);
    return StreamSupport.stream(all.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void holdForTheSignerAndForThePolicy(JsonNode vector) {
    SigningKey key = SigningKey.parse(vector.get("key").asText());
    String url = vector.get("url").asText();
    String signed = vector.get("signed").asText();
    SizePolicy policy =
        Presets.of(Map.of("thumb", "w=9"))
            .anyValue("dpr")
            .or(SizePolicy.allowAnySize())
            .and(SizePolicy.signed(key));

    UrlSigner signer = UrlSigner.of(key);
    assertThat(
            vector.has("expiry")
                ? signer.sign(url, Instant.ofEpochSecond(vector.get("expiry").asLong()))
                : signer.sign(url))
        .isEqualTo(signed);
    RequestTarget target = target(signed, policy);
    assertThat(target.signedText("sig")).isEqualTo(vector.get("signedText").asText());
    assertThat(policy.decide(target).refusal()).isEmpty();
    for (JsonNode valid : vector.path("alsoValid")) {
      assertThat(policy.decide(target(valid.asText(), policy)).refusal())
          .as(valid.asText())
          .isEmpty();
    }
    for (JsonNode invalid : vector.path("invalid")) {
      assertThat(policy.decide(target(invalid.asText(), policy)).isAdmitted())
          .as(invalid.asText())
          .isFalse();
    }
  }

  private static RequestTarget target(String url, SizePolicy policy) {
    return RequestTarget.of(HttpRequestHead.get(url), "/images/", policy);
  }
}
