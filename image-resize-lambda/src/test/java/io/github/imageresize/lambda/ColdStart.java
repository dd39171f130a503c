package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures the time from the start of a function's process to its first image: the packaged jar as
 * it is, the same with a class-data archive, and the example on Node with sharp. Prints
 * milliseconds of wall time; a program to be run by hand, no test.
 */
final class ColdStart implements AutoCloseable {
  private static final int ROUNDS = 7;

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
   * @param arguments the folder with the Node example, its packages installed; none to leave it out
   */
  public static void main(String[] arguments) throws Exception {
    try (ColdStart coldStart = new ColdStart()) {
      Path archive = Files.createTempDirectory("cold-start").resolve("function.jsa");
      List<String> plain = List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1");
      List<String> archiving = List.of("-XX:ArchiveClassesAtExit=" + archive);
      List<String> archived =
          List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1");
      coldStart.report("java", () -> coldStart.java(plain));
      coldStart.java(archiving);
      coldStart.report("java with a class-data archive", () -> coldStart.java(archived));
      if (arguments.length > 0) {
        Path program = Path.of(arguments[0], "runtime.mjs");
        coldStart.report("node with sharp", () -> coldStart.node(program));
      }
    }
  }

  @Override
  public void close() {
    s3.close();
    server.close();
  }

  private void report(String name, Callable<Long> start) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      times.add(start.call());
    }
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%-32s median %5d ms, least %5d ms  %s%n",
        name, sorted[ROUNDS / 2], sorted[0], Arrays.toString(sorted));
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
