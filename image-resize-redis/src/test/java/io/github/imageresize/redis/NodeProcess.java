package io.github.imageresize.redis;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.UnifiedJedis;

/**
 * A node in a JVM of its own, whose callers all ask for the same image at once. It says {@code
 * ready}, waits for a line, says {@code resizing} when its engine begins, and in the end how many
 * images it made and how many callers got the right one.
 */
final class NodeProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedReader said;

  /**
   * Starts one.
   *
   * @param work how long its engine takes
   * @param lease how long a lease lasts before it is renewed or lapses
   */
  NodeProcess(int redisPort, int callers, Duration work, Duration lease) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath,
                NodeProcess.class.getName(),
                "" + redisPort,
                "" + callers,
                "" + work,
                "" + lease)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  void go() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
  }

  /** Waits for a line with a beginning, and gives the rest of it. */
  String await(String beginning) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length()).trim();
      }
    }
    throw new AssertionError("the node ended without saying '" + beginning + "'");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws Exception {
    int callers = Integer.parseInt(arguments[1]);
    PacedEngine engine = new PacedEngine(Duration.parse(arguments[2]), () -> say("resizing"));
    try (UnifiedJedis client = Clients.single(Integer.parseInt(arguments[0]), PATIENCE);
        TieredCacheStore store =
            TieredCacheStore.builder(
                    MemoryCacheStore.ofBytes(1 << 20),
                    RedisCacheStore.builder(client).deadline(PATIENCE).build())
                .build();
        CachingResizeService service =
            CachingResizeService.builder(engine, store)
                .leaseTime(Duration.parse(arguments[3]))
                .storeBudget(PATIENCE)
                .build()) {
      store.get(Entries.key("warm-up.jpg", 1));
      ImageRequest request = ImageRequest.builder("cold.jpg").width(300).build();
      CountDownLatch start = new CountDownLatch(1);
      ExecutorService threads = Executors.newFixedThreadPool(callers);
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return PacedEngine.isRight(request, service.resize(request));
                }));
      }
      say("ready");
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      start.countDown();
      int right = 0;
      for (Future<Boolean> answer : answers) {
        right += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      threads.shutdown();
      say("made " + engine.made());
      say("right " + right);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
