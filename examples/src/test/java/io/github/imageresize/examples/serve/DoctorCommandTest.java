package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.BadFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new DoctorCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  @Test
  void writesEachFormatAndCountsThePictures(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(4, 3), "png"));

    assertThat(run("--images", folder.toString())).isZero();

    assertThat(out.toString().lines().map(String::strip))
        .contains("ok    jpeg      can be written", "ok    images    1 picture");
  }

  @Test
  void namesWhatIsBrokenAndEndsWithOne() {
    int exitCode = run("--images", "no/such/folder", "--redis", "redis://127.0.0.1:1");

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("BAD   images    no/such/folder is no folder"))
        .anyMatch(line -> line.startsWith("BAD   redis     does not answer: "));
  }

  /** What the template grants to the application is enough for it, and so for no bad finding. */
  @Test
  void asksForNoMoreThanServingNeeds() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer aws =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          String target = exchange.getRequestURI().toString();
          asked.add(target);
          boolean granted = target.startsWith("/photos?") && target.contains("prefix=originals%2F");
          byte[] body =
              (granted ? "<ListBucketResult></ListBucketResult>" : "{\"Message\":\"denied\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(granted ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    aws.start();
    try {
      String endpoint = "http://127.0.0.1:" + aws.getAddress().getPort();
      System.setProperty("aws.accessKeyId", "test-key");
      System.setProperty("aws.secretAccessKey", "test-secret");
      int exitCode =
          run(
              "--s3-bucket=photos",
              "--s3-prefix=originals/",
              "--s3-endpoint=" + endpoint,
              "--lambda-function=resize",
              "--lambda-qualifier=live",
              "--lambda-endpoint=" + endpoint,
              "--region=eu-west-1");

      assertThat(out.toString().lines())
          .anyMatch(line -> line.startsWith("ok    S3        the bucket photos can be listed"))
          .anyMatch(line -> line.startsWith("note  Lambda    resize: 403, "));
      assertThat(exitCode).isZero();
      assertThat(asked).anyMatch(target -> target.endsWith("/resize/configuration?Qualifier=live"));
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
      aws.stop(0);
    }
  }

  @Test
  void holdsTheHeapAgainstTheLimits() {
    ResizeLimits limits =
        ResizeLimits.builder().parallelism(4).sourceBytes(32 << 20).memoryBytes(100 << 20).build();
    LocalChecks checks = new LocalChecks(new Diagnosis(new PrintWriter(out, true)));

    checks.heap(limits, 120L << 20);
    checks.heap(limits, 200L << 20);
    checks.heap(limits, 1000L << 20);

    assertThat(out.toString().lines().map(line -> line.substring(0, 5).strip()))
        .containsExactly("BAD", "note", "ok");
  }
}
