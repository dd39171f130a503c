package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.MemoryLargeImageStore;
import io.github.imageresize.lambda.FunctionProcess;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.RuntimeEndpoint;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.lambda.TestClients;
import io.github.imageresize.lambda.TestImages;
import io.github.imageresize.redis.RedisCacheStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Two nodes from the filter to the bucket: Jetty, memory, a real Redis, the packaged function under
 * AWS's runtime interface client, a real S3 server.
 */
@Timeout(180)
class EverythingWiredIT {
  private static final int CALLERS = 60;

  /** So long that only a fault, not a busy machine, makes a node go on without Redis. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private static LocalRedis redis;
  private static S3Server bucket;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static FunctionProcess function;

  private final List<Node> nodes = new ArrayList<>();
  private int invocationsBefore;

  @BeforeAll
  static void startServers() throws Exception {
    redis = LocalRedis.start();
    bucket = new S3Server();
    s3 = TestClients.s3(bucket.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.putObject(
        o -> o.bucket("photos").key("halves.png"),
        RequestBody.fromBytes(TestImages.halves("png", 400, 200)));
    endpoint = new RuntimeEndpoint("resize");
    function = FunctionProcess.java(FunctionProcess.LAMBDA_JVM, endpoint, bucket.uri(), Map.of());
    try (LambdaClient lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS)) {
      LambdaResizeService.builder(lambda, "resize")
          .build()
          .resize(ImageRequest.builder("halves.png").width(7).build());
    }
  }

  @AfterAll
  static void stopServers() throws Exception {
    function.close();
    endpoint.close();
    s3.close();
    bucket.close();
    redis.close();
  }

  @BeforeEach
  void rememberInvocations() {
    invocationsBefore = endpoint.invocations();
  }

  @AfterEach
  void stopNodes() throws Exception {
    endpoint.refuse(RuntimeEndpoint.Refusal.NONE);
    endpoint.timeout(Duration.ofSeconds(20));
    for (Node node : nodes) {
      node.stop();
    }
  }

  @Test
  void runsTheFunctionOnceForAColdImageThatManyAskTwoNodesFor() throws Exception {
    startTwoNodes(endpoint.uri());

    everyoneGets(40);
    assertThat(invocations()).isEqualTo(1);

    everyoneGets(40);
    everyoneGets(42);
    assertThat(invocations()).isEqualTo(2);
  }

  @Test
  void findsInRedisWhatANodeThatIsGoneHadMade() throws Exception {
    startTwoNodes(endpoint.uri());
    everyoneGets(50);
    for (Node node : nodes) {
      node.stop();
    }
    nodes.clear();

    startTwoNodes(endpoint.uri());
    everyoneGets(50);

    assertThat(invocations()).isEqualTo(1);
  }

  @Test
  void servesTheRightImagesWhileLambdaIsThrottled() throws Exception {
    startTwoNodes(endpoint.uri());
    endpoint.refuse(
        RuntimeEndpoint.Refusal.throttled("ReservedFunctionConcurrentInvocationLimitExceeded", 1));

    everyoneGets(60);
    everyoneGets(62);

    assertThat(invocations()).isZero();
  }

  /** What the function gives up on is not tried in the processes that serve everybody. */
  @Test
  void answersForBothNodesWhatTheFunctionGaveUpOn() throws Exception {
    startTwoNodes(endpoint.uri());
    endpoint.timeout(Duration.ofMillis(1));

    for (Node node : nodes) {
      assertThat(node.get(70).get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
    }
    assertThat(invocations()).isEqualTo(1);
  }

  @Test
  void servesTheRightImagesWhileLambdaIsGone() throws Exception {
    startTwoNodes(URI.create("http://127.0.0.1:" + LocalRedis.freePort()));

    for (int width = 80; width < 96; width += 2) {
      everyoneGets(width);
    }
  }

  private void startTwoNodes(URI lambdaEndpoint) throws Exception {
    nodes.add(new Node(lambdaEndpoint));
    nodes.add(new Node(lambdaEndpoint));
  }

  private int invocations() {
    return endpoint.invocations() - invocationsBefore;
  }

  private void everyoneGets(int width) throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> replies = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      replies.add(nodes.get(caller % nodes.size()).get(width));
    }
    for (CompletableFuture<HttpResponse<byte[]>> reply : replies) {
      HttpResponse<byte[]> response = reply.get(60, TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(200);
      BufferedImage image = TestImages.decoded(response.body());
      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getHeight()).isEqualTo(width / 2);
      Color left = new Color(image.getRGB(width / 4, 5));
      Color right = new Color(image.getRGB(3 * width / 4, 5));
      assertThat(left).isEqualTo(Color.RED);
      assertThat(right).isEqualTo(Color.BLUE);
    }
  }

  /** What one process has: clients of its own, and the example's wiring behind a server. */
  private static final class Node {
    private final RedisClient shared =
        RedisClient.builder()
            .hostAndPort("127.0.0.1", redis.port())
            .clientConfig(
                DefaultJedisClientConfig.builder().timeoutMillis((int) PATIENCE.toMillis()).build())
            .poolConfig(RedisClientSettings.pool())
            .build();
    private final LambdaClient lambda;
    private final EverythingWired wired;
    private final Server server;

    Node(URI lambdaEndpoint) throws Exception {
      lambda = TestClients.lambda(lambdaEndpoint, InvocationTimeLimits.DEFAULTS);
      wired =
          new EverythingWired(
              new S3ImageSource(s3, "photos", ""),
              LambdaResizeService.builder(lambda, "resize").build(),
              RedisCacheStore.builder(shared).deadline(PATIENCE).build(),
              MemoryLargeImageStore.ofBytes(64 << 20));
      server = wired.server(0);
      server.start();
    }

    CompletableFuture<HttpResponse<byte[]>> get(int width) {
      URI image = server.getURI().resolve("/images/halves.png?format=png&w=" + width);
      return BROWSER.sendAsync(
          HttpRequest.newBuilder(image).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    void stop() throws Exception {
      server.stop();
      wired.close();
      lambda.close();
      shared.close();
    }
  }
}
