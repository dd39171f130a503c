package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The jar that is deployed, under AWS's runtime interface client in its own JVM, before S3. */
@Timeout(120)
class PackagedFunctionIT {
  private static S3Server server;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static LambdaClient lambda;
  private static FunctionProcess function;
  private static LambdaResizeService service;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    s3 = TestClients.s3(server.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.createBucket(b -> b.bucket("results"));
    put("halves.jpg", TestImages.halves("jpg", 400, 200));
    put("noise.png", TestImages.noise(1400, 1200));
    put("broken.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
    put("text.jpg", "no image at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    endpoint = new RuntimeEndpoint("resize");
    lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS);
    function =
        FunctionProcess.java(
            FunctionProcess.LAMBDA_JVM,
            endpoint,
            server.uri(),
            Map.of("RESULT_BUCKET", "results", "RESULT_PREFIX", "r/"));
    service = LambdaResizeService.builder(lambda, "resize").results(s3, "results", "r/").build();
  }

  @AfterAll
  static void stop() throws Exception {
    System.out.println(function.output());
    function.close();
    lambda.close();
    endpoint.close();
    s3.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"JPEG, jpeg", "PNG, png", "WEBP, webp"})
  void makesAnImageInEachFormat(ImageFormat format, String label) {
    ImageRequest request = ImageRequest.builder("halves.jpg").width(100).format(format).build();

    ResizedImage image = service.resize(request);

    assertThat(image.format()).isEqualTo(format);
    assertThat(image.format().label()).isEqualTo(label);
    assertThat(image.width()).isEqualTo(100);
    assertThat(image.height()).isEqualTo(50);
    assertThat(image.isProvisional()).isFalse();
    assertThat(image.sourceVersion()).isEqualTo(entityTag("halves.jpg"));
  }

  @Test
  void makesTheRightPixels() {
    BufferedImage image =
        TestImages.decoded(
            service
                .resize(
                    ImageRequest.builder("halves.jpg")
                        .width(60)
                        .height(60)
                        .fit(Fit.COVER)
                        .format(ImageFormat.PNG)
                        .build())
                .toByteArray());

    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(60);
    assertThat(new Color(image.getRGB(10, 30)).getRed()).isGreaterThan(240);
    assertThat(new Color(image.getRGB(50, 30)).getBlue()).isGreaterThan(240);
  }

  @Test
  void handsAnImageAboveTheLimitOverThroughTheBucket() {
    ResizedImage image =
        service.resize(ImageRequest.builder("noise.png").format(ImageFormat.PNG).build());

    assertThat(image.length()).isGreaterThan(ResizeHandler.MAX_INLINE_BYTES);
    assertThat(image.width()).isEqualTo(1400);
    assertThat(s3.listObjectsV2(l -> l.bucket("results").prefix("r/")).contents())
        .as("read once, then deleted")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "missing.jpg, SOURCE_NOT_FOUND",
    "broken.jpg, CORRUPT_IMAGE",
    "text.jpg, UNSUPPORTED_IMAGE",
    "../photos/halves.jpg, SOURCE_NOT_FOUND"
  })
  void answersAnExpectedFailureWithItsReason(String source, Reason reason) {
    ImageResizeException failure =
        catchThrowableOfType(
            ImageResizeException.class,
            () -> service.resize(ImageRequest.builder(source).width(10).build()));

    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void tellsTheVersionOfAnOriginal() {
    assertThat(service.currentVersion(ImageRequest.builder("halves.jpg").build()))
        .contains(entityTag("halves.jpg"));
  }

  @Test
  void isSmallEnoughToDeployAndHoldsNoClientThatItDoesNotUse() throws Exception {
    Path jar = Path.of(System.getProperty("function.jar"));

    assertThat(Files.size(jar)).isLessThan(20L << 20);
    try (java.util.jar.JarFile entries = new java.util.jar.JarFile(jar.toFile())) {
      assertThat(entries.stream().map(java.util.zip.ZipEntry::getName))
          .contains("io/github/imageresize/lambda/ResizeHandler.class")
          .noneMatch(name -> name.startsWith("io/netty/"))
          .noneMatch(name -> name.startsWith("software/amazon/awssdk/services/lambda/"));
    }
  }

  private static void put(String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }

  private static String entityTag(String key) {
    return s3.headObject(o -> o.bucket("photos").key(key)).eTag().replace("\"", "");
  }
}
