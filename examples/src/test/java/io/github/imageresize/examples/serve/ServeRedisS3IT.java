package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.LocalRedis;
import io.github.imageresize.examples.Program;
import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.lambda.TestClients;
import io.github.imageresize.lambda.TestImages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program with its originals on a real S3 server and its cache in a real Redis. */
class ServeRedisS3IT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static LocalRedis redis;
  private static S3Server bucket;
  private static S3Client s3;

  @BeforeAll
  static void start() throws Exception {
    redis = LocalRedis.start();
    bucket = new S3Server();
    s3 = TestClients.s3(bucket.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.putObject(
        o -> o.bucket("photos").key("originals/halves.png"),
        RequestBody.fromBytes(TestImages.halves("png", 400, 200)));
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
    bucket.close();
    redis.close();
  }

  @Test
  void makesAnImageOfTheBucketOnceForAllServersOfTheRedis() throws Exception {
    HttpResponse<byte[]> made;
    try (Program program = serve()) {
      String address = program.awaitLine("Listening on ");

      made = get(address);
      HttpResponse<byte[]> found = get(address);

      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(made)).contains("fwd=miss");
      assertThat(TestImages.decoded(made.body()).getWidth()).isEqualTo(100);
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(found)).contains("; hit");
      assertThat(found.body()).isEqualTo(made.body());
      assertThat(program.terminate()).as("128 + SIGTERM").isEqualTo(143);
      assertThat(program.errors()).isEmpty();
    }

    try (Program program = serve()) {
      HttpResponse<byte[]> shared = get(program.awaitLine("Listening on "));

      assertThat(shared.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(shared)).as("its own memory is empty").contains("; hit");
      assertThat(shared.body()).isEqualTo(made.body());
    }
  }

  private static Program serve() throws Exception {
    return Program.start(
        Map.of("AWS_ACCESS_KEY_ID", "test-key", "AWS_SECRET_ACCESS_KEY", "test-secret"),
        "serve",
        "--port",
        "0",
        "--redis",
        "redis://127.0.0.1:" + redis.port(),
        "--s3-bucket",
        "photos",
        "--s3-prefix",
        "originals/",
        "--s3-endpoint",
        bucket.uri().toString(),
        "--region",
        "eu-west-1");
  }

  private static HttpResponse<byte[]> get(String address) throws Exception {
    URI image = URI.create(address + "images/halves.png?w=100");
    return CLIENT.send(
        HttpRequest.newBuilder(image).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String cacheStatus(HttpResponse<byte[]> reply) {
    return reply.headers().firstValue("Cache-Status").orElse("");
  }
}
