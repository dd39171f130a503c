package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.UrlSigner;
import io.github.imageresize.lambda.HttpEvents.Answered;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** The jar that is deployed, before S3, with the handler for browsers. */
@Timeout(120)
class PackagedHttpFunctionIT {
  private static final String KEY = "k1:000102030405060708090a0b0c0d0e0f";
  private static final UrlSigner SIGNER = UrlSigner.of(SigningKey.parse(KEY));

  @Test
  void answersAndHandsOver() throws Exception {
    try (S3Server server = new S3Server();
        S3Client s3 = TestClients.s3(server.uri());
        RuntimeEndpoint endpoint = new RuntimeEndpoint("resize");
        LambdaClient lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS)) {
      s3.createBucket(b -> b.bucket("photos"));
      s3.createBucket(b -> b.bucket("results"));
      put(s3, "halves.png", TestImages.halves("png", 40, 20));
      put(s3, "noise.png", TestImages.noise(1400, 1200));
      try (FunctionProcess function =
          FunctionProcess.java(
              HttpEventHandler.class,
              FunctionProcess.LAMBDA_JVM,
              endpoint,
              server.uri(),
              Map.of("RESULT_BUCKET", "results", "RESULT_PREFIX", "r/", "SIGNING_KEYS", KEY))) {

        Answered small = invoke(lambda, SIGNER.sign("/images/halves.png?w=10&format=png"));
        assertThat(small.status()).as(function.output()).isEqualTo(200);
        assertThat(TestImages.decoded(small.body()).getWidth()).isEqualTo(10);

        assertThat(invoke(lambda, "/images/halves.png?w=10").status()).isEqualTo(403);

        Answered large = invoke(lambda, SIGNER.sign("/images/noise.png?format=png"));
        assertThat(large.status()).as(function.output()).isEqualTo(307);
        URI location = URI.create(large.fields().get("location"));
        assertThat(location.toString()).startsWith(server.uri() + "/results/r/");
        HttpResponse<byte[]> followed =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(location).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        assertThat(followed.statusCode()).isEqualTo(200);
        assertThat(TestImages.decoded(followed.body()).getHeight()).isEqualTo(1200);
      }
    }
  }

  private static Answered invoke(LambdaClient lambda, String target) throws Exception {
    SdkBytes event = SdkBytes.fromByteArray(HttpEvents.get(target, Map.of()));
    InvokeResponse response = lambda.invoke(i -> i.functionName("resize").payload(event));
    assertThat(response.functionError()).as(response.payload().asUtf8String()).isNull();
    return HttpEvents.read(response.payload().asByteArray());
  }

  private static void put(S3Client s3, String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }
}
