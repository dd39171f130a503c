package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures the time from the start of a function's process to its first image: the packaged jar
 * with a JVM's defaults, with the first compiler alone, with a class-data archive as well, from JDK
 * 25 on with an ahead-of-time cache, and the example on Node with sharp. The contenders take turns,
 * so that a busy machine slows all alike. Prints milliseconds of wall time; run by {@code
 * benchmarks/cold-start.sh}, no test.
 */
final class ColdStart implements AutoCloseable {
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  private final S3Server server = new S3Server();
  private final S3Client s3 = TestClients.s3(server.uri());
  private final ImageRequest request =
      ImageRequest.builder("photo.jpg").width(300).format(ImageFormat.JPEG).build();

  private ColdStart() throws Exception {
    s3.createBucket(b -> b.bucket("photos"));
    s3.putObject(
        o -> o.bucket("photos").key("photo.jpg"),
        RequestBody.fromBytes(TestImages.halves("jpg", 2000, 1500)));
  }

  /**
   * Runs the measurement.
   *
   * @param arguments how many rounds, and the folder with the Node example, its packages installed;
   *     none to leave it out
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    System.out.println(System.getProperty("java.vm.name") + " " + Runtime.version());
    try (ColdStart coldStart = new ColdStart()) {
      Map<String, Callable<Long>> contenders = new LinkedHashMap<>();
      contenders.put("java", () -> coldStart.java(List.of()));
      contenders.put("java, first compiler alone", () -> coldStart.java(List.of(FIRST_COMPILER)));
      String archive = "-XX:SharedArchiveFile=" + coldStart.archive();
      contenders.put(
          "the same, class-data archive", () -> coldStart.java(List.of(FIRST_COMPILER, archive)));
      if (Runtime.version().feature() >= 25) {
        String cache = "-XX:AOTCache=" + coldStart.cache(List.of());
        contenders.put("java, ahead-of-time cache", () -> coldStart.java(List.of(cache)));
        String ofFirst = "-XX:AOTCache=" + coldStart.cache(List.of(FIRST_COMPILER));
        contenders.put(
            "the same, first compiler", () -> coldStart.java(List.of(FIRST_COMPILER, ofFirst)));
      }
      if (arguments.length > 1) {
        Path program = Path.of(arguments[1], "runtime.mjs");
        contenders.put("node with sharp", () -> coldStart.node(program));
      }
      report(contenders, rounds);
    }
  }

  @Override
  public void close() {
    s3.close();
    server.close();
  }

  private static void report(Map<String, Callable<Long>> contenders, int rounds) throws Exception {
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Callable<Long>> contender : contenders.entrySet()) {
        times
            .computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
            .add(contender.getValue().call());
      }
    }
    times.values().forEach(Collections::sort);
    long first = times.values().iterator().next().get(rounds / 2);
    times.forEach(
        (name, sorted) ->
            System.out.printf(
                Locale.ROOT,
                "%-30s median %5d ms, %.2f of the first, least %5d ms  %s%n",
                name,
                sorted.get(rounds / 2),
                sorted.get(rounds / 2) / (double) first,
                sorted.get(0),
                sorted));
  }

  /** Made by a process that makes an image and ends. */
  private Path archive() throws Exception {
    Path archive = Files.createTempDirectory("cold-start").resolve("function.jsa");
    java(List.of("-XX:ArchiveClassesAtExit=" + archive));
    if (!Files.exists(archive)) {
      throw new IllegalStateException("the JVM wrote no archive of its classes");
    }
    return archive;
  }

  /** The same from JDK 25 on, with profiles of methods as well (JEP 483, 514, 515). */
  private Path cache(List<String> jvmArguments) throws Exception {
    Path cache = Files.createTempDirectory("cold-start").resolve("function.aot");
    List<String> all = new ArrayList<>(jvmArguments);
    all.add("-XX:AOTCacheOutput=" + cache);
    java(all);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the JVM wrote no ahead-of-time cache");
    }
    return cache;
  }

  private long java(List<String> jvmArguments) throws Exception {
    return millisToFirstImage(
        endpoint -> FunctionProcess.java(jvmArguments, endpoint, server.uri(), Map.of()));
  }

  private long node(Path program) throws Exception {
    return millisToFirstImage(
        endpoint -> FunctionProcess.node(program, endpoint, server.uri(), Map.of()));
  }

  private interface Start {
    FunctionProcess at(RuntimeEndpoint endpoint) throws Exception;
  }

  private long millisToFirstImage(Start process) throws Exception {
    try (RuntimeEndpoint endpoint = new RuntimeEndpoint("resize");
        LambdaClient lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS)) {
      LambdaResizeService service = LambdaResizeService.builder(lambda, "resize").build();
      long start = System.nanoTime();
      FunctionProcess function = process.at(endpoint);
      try {
        ResizedImage image = service.resize(request);
        if (image.width() != 300) {
          throw new IllegalStateException("not the image that was asked for: " + image);
        }
        return (System.nanoTime() - start) / 1_000_000;
      } finally {
        function.close();
      }
    }
  }
}
