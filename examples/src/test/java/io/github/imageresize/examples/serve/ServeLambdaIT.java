package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.Program;
import io.github.imageresize.lambda.FunctionProcess;
import io.github.imageresize.lambda.ResizeHandler;
import io.github.imageresize.lambda.RuntimeEndpoint;
import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.lambda.TestClients;
import io.github.imageresize.lambda.TestImages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program with the packaged function, large results and the bucket's events. */
@Timeout(120)
class ServeLambdaIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static S3Server bucket;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static FunctionProcess function;
  private static Path events;
  private static Program program;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    bucket = new S3Server();
    s3 = TestClients.s3(bucket.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.createBucket(b -> b.bucket("results"));
    put("changing.png", TestImages.halves("png", 400, 200));
    put("noise.png", TestImages.noise(1400, 1200));
    endpoint = new RuntimeEndpoint("resize");
    function =
        FunctionProcess.java(
            FunctionProcess.LAMBDA_JVM,
            endpoint,
            bucket.uri(),
            Map.of("RESULT_BUCKET", "results", "RESULT_PREFIX", "r/"));
    events = Files.createFile(folder.resolve("events"));
    program =
        serve(
            "--results-bucket",
            "results",
            "--results-prefix",
            "r/",
            "--s3-events",
            events.toString(),
            "--fresh",
            "1h");
    address = program.awaitLine("Listening on ");
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    function.close();
    endpoint.close();
    s3.close();
    bucket.close();
  }

  @Test
  void takesALargeResultFromItsBucketAndLeavesNothingThere() throws Exception {
    int before = endpoint.invocations();

    HttpResponse<byte[]> reply = get("noise.png?format=png");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body().length).isGreaterThan(ResizeHandler.MAX_INLINE_BYTES);
    assertThat(get("noise.png?format=png").body()).isEqualTo(reply.body());

    assertThat(endpoint.invocations() - before).isEqualTo(1);
    assertThat(s3.listObjectsV2(l -> l.bucket("results")).contents()).isEmpty();
  }

  @Test
  void makesAnImageAnewWhenTheFileOfEventsSaysThatItChanged() throws Exception {
    assertThat(height(get("changing.png?w=100&format=png"))).isEqualTo(50);
    put("changing.png", TestImages.halves("png", 300, 300));
    assertThat(height(get("changing.png?w=100&format=png"))).isEqualTo(50);

    String event =
        "no JSON\n{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},"
            + "\"object\":{\"key\":\"changing.png\"}}}]}\n";
    Files.writeString(events, event, StandardOpenOption.APPEND);

    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (height(get("changing.png?w=100&format=png")) != 100) {
      assertThat(System.nanoTime()).as("time to hear of the event").isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static Program serve(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--port",
                "0",
                "--s3-bucket",
                "photos",
                "--s3-endpoint",
                bucket.uri().toString(),
                "--region",
                "eu-west-1",
                "--lambda-function",
                "resize",
                "--lambda-endpoint",
                endpoint.uri().toString()));
    arguments.addAll(List.of(more));
    return Program.start(
        Map.of("AWS_ACCESS_KEY_ID", "test-key", "AWS_SECRET_ACCESS_KEY", "test-secret"),
        arguments.toArray(String[]::new));
  }

  private static void put(String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }

  private static int height(HttpResponse<byte[]> reply) {
    assertThat(reply.statusCode()).isEqualTo(200);
    return TestImages.decoded(reply.body()).getHeight();
  }

  private static HttpResponse<byte[]> get(String image) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + "images/" + image)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
