package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.MemoryLargeImageStore;
import io.github.imageresize.examples.FaultyLink.Fault;
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
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.imageio.ImageIO;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Two nodes from the filter to the bucket under load, while Redis, Lambda and S3 are killed,
 * frozen, slowed and made to lie, one and two at a time: each answer is the right image or an
 * honest error, and afterwards all are right images. Lasts {@code -Dstack.seconds=6}, the recovery
 * not counted.
 */
@Timeout(3600)
class FullStackFaultsIT {
  private static final int SECONDS = Integer.getInteger("stack.seconds", 6);
  private static final int ORIGINALS = 6;
  private static final int WIDTHS = 150;
  private static final int CALLERS = 12;
  private static final Duration RECOVERY = Duration.ofSeconds(120);

  /** Overload, an outage, a timeout: what may be asked for again. */
  private static final Set<Integer> HONEST = Set.of(502, 503, 504);

  private static final InvocationTimeLimits LIMITS =
      new InvocationTimeLimits(
          Duration.ofMillis(2000),
          Duration.ofMillis(2500),
          Duration.ofMillis(3000),
          Duration.ofMillis(3500));

  private final HttpClient browser = HttpClient.newHttpClient();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private volatile boolean ends;

  @Test
  void answersRightOrHonestlyWhateverFailsAndRightAfterwards() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (LocalRedis redis = LocalRedis.start();
        S3Server bucket = new S3Server();
        RuntimeEndpoint lambda = new RuntimeEndpoint("resize");
        FaultyLink toRedis = new FaultyLink(redis.port());
        FaultyLink toS3 = new FaultyLink(bucket.uri().getPort());
        FaultyLink toLambda = new FaultyLink(lambda.uri().getPort())) {
      fill(bucket.uri());
      // The function reads by the same faulty way as the nodes.
      try (FunctionProcess function =
          FunctionProcess.java(
              FunctionProcess.LAMBDA_JVM, lambda, http(toS3), Map.of("DEADLINE_MILLIS", "1500"))) {
        assertThat(function).isNotNull();
        nodes.add(new Node(toRedis, toS3, toLambda));
        nodes.add(new Node(toRedis, toS3, toLambda));
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
          Random random = new Random(caller);
          running.add(callers.submit(() -> call(random)));
        }

        breakAndMend(List.of(toRedis, toS3, toLambda));

        awaitRecovery();
        ends = true;
        for (Future<?> caller : running) {
          caller.get(120, TimeUnit.SECONDS);
        }
      } finally {
        ends = true;
        for (Node node : nodes) {
          node.stop();
        }
      }
    } finally {
      callers.shutdownNow();
    }
    System.out.println("full stack for " + SECONDS + " s: " + new TreeMap<>(outcomes));
    assertThat(wrong).isEmpty();
    assertThat(outcomes.get("200").sum()).isGreaterThan(100);
  }

  private static void fill(URI bucket) throws IOException {
    try (S3Client s3 = TestClients.s3(bucket)) {
      s3.createBucket(b -> b.bucket("photos"));
      for (int original = 0; original < ORIGINALS; original++) {
        String key = original + ".png";
        s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(picture(original)));
      }
    }
  }

  /** Each has a colour of its own. */
  private static Color color(int original) {
    return new Color(40 * original, 255 - 40 * original, original % 2 == 0 ? 0 : 255);
  }

  private static byte[] picture(int original) throws IOException {
    BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color(original));
    graphics.fillRect(0, 0, 400, 200);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static URI http(FaultyLink link) {
    return URI.create("http://127.0.0.1:" + link.port());
  }

  /** Each fault of each part by itself, and then of two at a time, as chance has it. */
  private void breakAndMend(List<FaultyLink> parts) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    List<Fault> faults = List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
    int cases = parts.size() * faults.size();
    long each = Math.max(200, TimeUnit.SECONDS.toMillis(SECONDS) / (3L * cases));
    Random random = new Random(SECONDS);
    for (int turn = 0; System.nanoTime() < end; turn++) {
      FaultyLink one = parts.get(turn % parts.size());
      one.set(faults.get(turn / parts.size() % faults.size()));
      if (turn >= cases) {
        FaultyLink other = parts.get((turn + 1 + random.nextInt(2)) % parts.size());
        other.set(faults.get(random.nextInt(faults.size())));
      }
      Thread.sleep(each);
      parts.forEach(part -> part.set(Fault.NONE));
      Thread.sleep(each / 4);
    }
  }

  private void awaitRecovery() throws InterruptedException {
    long end = System.nanoTime() + RECOVERY.toNanos();
    int rightInARow = 0;
    Random random = new Random(7);
    String last = "";
    while (rightInARow < 100) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not all answers are right yet: " + last);
      }
      last = ask(random);
      rightInARow = last.equals("200") ? rightInARow + 1 : 0;
      if (rightInARow == 0) {
        Thread.sleep(100);
      }
    }
  }

  private void call(Random random) {
    while (!ends) {
      outcomes.computeIfAbsent(ask(random), outcome -> new LongAdder()).increment();
    }
  }

  private String ask(Random random) {
    int original = random.nextInt(ORIGINALS);
    int width = 2 * (5 + random.nextInt(WIDTHS));
    URI image =
        nodes
            .get(random.nextInt(nodes.size()))
            .uri("/images/" + original + ".png?format=png&w=" + width);
    HttpResponse<byte[]> reply;
    try {
      reply =
          browser.send(
              HttpRequest.newBuilder(image).timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException noAnswer) {
      wrong.add(image + ": " + noAnswer);
      return "none";
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
    int status = reply.statusCode();
    if (status == 200) {
      BufferedImage picture = TestImages.decoded(reply.body());
      boolean right =
          picture.getWidth() == width
              && picture.getHeight() == width / 2
              && new Color(picture.getRGB(width / 2, width / 4)).equals(color(original));
      if (!right) {
        wrong.add(image + ": " + picture);
      }
    } else if (!HONEST.contains(status)) {
      wrong.add(
          image
              + ": "
              + status
              + " "
              + new String(
                  reply.body(), 0, Math.min(300, reply.body().length), StandardCharsets.UTF_8));
    }
    return Integer.toString(status);
  }

  /** One process: clients of its own, and the example's wiring behind a server. */
  private static final class Node {
    private final RedisClient redis;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final EverythingWired wired;
    private final Server server;

    private Node(FaultyLink toRedis, FaultyLink toS3, FaultyLink toLambda) throws Exception {
      redis =
          RedisClient.builder()
              .hostAndPort("127.0.0.1", toRedis.port())
              .clientConfig(RedisClientSettings.limits(DefaultJedisClientConfig.builder()))
              .poolConfig(RedisClientSettings.pool())
              .build();
      s3 = TestClients.s3(http(toS3));
      lambda = TestClients.lambda(http(toLambda), LIMITS);
      wired =
          new EverythingWired(
              new S3ImageSource(s3, "photos", "", Duration.ofSeconds(2)),
              LambdaResizeService.builder(lambda, "resize").timeLimits(LIMITS).build(),
              RedisCacheStore.builder(redis).build(),
              MemoryLargeImageStore.ofBytes(1 << 20));
      server = wired.server(0);
      server.start();
    }

    private URI uri(String target) {
      return server.getURI().resolve(target);
    }

    private void stop() throws Exception {
      server.stop();
      wired.close();
      lambda.close();
      s3.close();
      redis.close();
    }
  }
}
