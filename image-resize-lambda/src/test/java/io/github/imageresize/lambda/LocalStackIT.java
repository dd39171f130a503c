package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 and Lambda together in LocalStack, where a Docker engine answers. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LocalStackIT {
  private static final String ROLE = "arn:aws:iam::000000000000:role/resize";

  private static boolean started;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(dockerAnswers(), "no Docker engine answers");
    Localstack.INSTANCE.startup(
        LocalstackDockerConfiguration.builder()
            .environmentVariables(Map.of("SERVICES", "s3,lambda"))
            .bindMounts(Map.of("/var/run/docker.sock", "/var/run/docker.sock"))
            .build());
    started = true;
  }

  @AfterAll
  static void stop() {
    if (started) {
      Localstack.INSTANCE.stop();
    }
  }

  @Test
  void makesAnImageOfAnOriginalInItsBucket() throws Exception {
    URI s3Endpoint = URI.create(Localstack.INSTANCE.getEndpointS3());
    URI lambdaEndpoint = URI.create(Localstack.INSTANCE.getEndpointLambda());
    try (S3Client s3 = TestClients.s3(s3Endpoint);
        LambdaClient lambda = TestClients.lambda(lambdaEndpoint, InvocationTimeLimits.DEFAULTS)) {
      s3.createBucket(b -> b.bucket("photos"));
      s3.putObject(
          o -> o.bucket("photos").key("halves.jpg"),
          RequestBody.fromBytes(TestImages.halves("jpg", 400, 200)));
      deploy(lambda);

      ResizedImage image =
          LambdaResizeService.builder(lambda, "resize")
              .build()
              .resize(
                  ImageRequest.builder("halves.jpg").width(100).format(ImageFormat.PNG).build());

      assertThat(image.width()).isEqualTo(100);
      assertThat(image.height()).isEqualTo(50);
    }
  }

  private static void deploy(LambdaClient lambda) throws IOException {
    byte[] jar = Files.readAllBytes(Path.of(System.getProperty("function.jar")));
    lambda.createFunction(
        f ->
            f.functionName("resize")
                .runtime(Runtime.JAVA17)
                .role(ROLE)
                .handler("io.github.imageresize.lambda.ResizeHandler")
                .timeout(20)
                .memorySize(1769)
                .environment(
                    e -> e.variables(Map.of("IMAGE_BUCKET", "photos", "S3_PATH_STYLE", "true")))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(jar))));
    lambda.waiter().waitUntilFunctionActiveV2(f -> f.functionName("resize"));
  }

  private static boolean dockerAnswers() throws InterruptedException {
    try {
      Process docker =
          new ProcessBuilder("docker", "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return docker.waitFor(20, TimeUnit.SECONDS) && docker.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
