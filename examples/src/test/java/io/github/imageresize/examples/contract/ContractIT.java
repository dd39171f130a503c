package io.github.imageresize.examples.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.Program;
import io.github.imageresize.lambda.FunctionProcess;
import io.github.imageresize.lambda.NodeExample;
import io.github.imageresize.lambda.RuntimeEndpoint;
import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.lambda.TestClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program's kit before the packaged function and before the example on Node. */
@Timeout(300)
@SuppressWarnings("try") // functions that run are not referred to
class ContractIT {
  @TempDir private static Path folder;

  private static S3Server bucket;
  private RuntimeEndpoint endpoint;

  @BeforeAll
  static void fillTheBucket() throws Exception {
    Program.Outcome written = Program.run("contract", "--originals", folder.toString());
    assertThat(written.errors()).isEmpty();
    bucket = new S3Server();
    try (S3Client s3 = TestClients.s3(bucket.uri());
        Stream<Path> originals = Files.list(folder)) {
      s3.createBucket(b -> b.bucket("photos"));
      for (Path original : originals.toList()) {
        String key = "kit/" + original.getFileName();
        s3.putObject(
            o -> o.bucket("photos").key(key), RequestBody.fromBytes(Files.readAllBytes(original)));
      }
    }
  }

  @AfterAll
  static void stopServer() {
    bucket.close();
  }

  @BeforeEach
  void startEndpoint() throws Exception {
    endpoint = new RuntimeEndpoint("resize");
  }

  @AfterEach
  void stopEndpoint() {
    endpoint.close();
  }

  @Test
  void isKeptByTheFunctionInJava() throws Exception {
    try (FunctionProcess function =
        FunctionProcess.java(
            FunctionProcess.LAMBDA_JVM, endpoint, bucket.uri(), Map.of("IMAGE_PREFIX", "kit/"))) {
      assertKept(run());
    }
  }

  @Test
  void isKeptByTheExampleOnNode() throws Exception {
    Path program =
        NodeExample.prepare(
            Path.of("lambda-node-sharp"),
            Path.of("../image-resize-lambda/target/lambda-node-sharp"));
    try (FunctionProcess function =
        FunctionProcess.node(program, endpoint, bucket.uri(), Map.of("IMAGE_PREFIX", "kit/"))) {
      assertKept(run());
    }
  }

  @Test
  void isNotKeptByAFunctionThatFindsNothing() throws Exception {
    try (FunctionProcess function =
        FunctionProcess.java(
            FunctionProcess.LAMBDA_JVM,
            endpoint,
            bucket.uri(),
            Map.of("IMAGE_PREFIX", "elsewhere/"))) {
      Program.Outcome outcome = run();

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output())
          .anyMatch(line -> line.startsWith("FAILED writes jpeg: it fails by SOURCE_NOT_FOUND"));
    }
  }

  private Program.Outcome run() throws Exception {
    return Program.run(
        "contract", "--endpoint", endpoint.uri() + "/2015-03-31/functions/resize/invocations");
  }

  private static void assertKept(Program.Outcome outcome) {
    assertThat(outcome.output()).filteredOn(line -> line.startsWith("FAILED")).isEmpty();
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.output()).last().asString().matches("(\\d+) of \\1 cases are kept");
  }
}
