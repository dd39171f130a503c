package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import java.awt.Color;
import java.awt.image.BufferedImage;
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

/** The example function on Node with sharp, behind the same client and the same endpoint. */
@Timeout(180)
class NodeFunctionIT {
  private static final Path FOLDER = Path.of("target", "lambda-node-sharp");

  private static S3Server server;
  private static S3Client s3;
  private static RuntimeEndpoint endpoint;
  private static LambdaClient lambda;
  private static FunctionProcess function;
  private static LambdaResizeService service;

  @BeforeAll
  static void start() throws Exception {
    Path program =
        NodeExample.prepare(
            Path.of(System.getProperty("examples.folder"), "lambda-node-sharp"), FOLDER);
    server = new S3Server();
    s3 = TestClients.s3(server.uri());
    s3.createBucket(b -> b.bucket("photos"));
    s3.createBucket(b -> b.bucket("results"));
    put("halves.jpg", TestImages.halves("jpg", 400, 200));
    put("moving.gif", GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 3)));
    put("noise.png", TestImages.noise(1400, 1200));
    put("text.jpg", "no image at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    endpoint = new RuntimeEndpoint("resize");
    lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS);
    function =
        FunctionProcess.node(
            program,
            endpoint,
            server.uri(),
            Map.of("RESULT_BUCKET", "results", "RESULT_PREFIX", "r/"));
    service =
        LambdaResizeService.builder(lambda, "resize")
            .engine("sharp-1")
            .results(s3, "results", "r/")
            .build();
  }

  @AfterAll
  static void stop() throws Exception {
    if (function != null) {
      System.out.println(function.output());
      function.close();
      lambda.close();
      endpoint.close();
      s3.close();
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"JPEG", "PNG", "WEBP", "AVIF"})
  void makesAnImageInEachFormat(ImageFormat format) {
    ResizedImage image =
        service.resize(ImageRequest.builder("halves.jpg").width(100).format(format).build());

    assertThat(image.format()).isEqualTo(format);
    assertThat(image.width()).isEqualTo(100);
    assertThat(image.height()).isEqualTo(50);
    assertThat(image.isProvisional()).isFalse();
    assertThat(image.sourceVersion()).isNotEmpty();
  }

  /** It writes no animations, so that another engine is asked; of others it says nothing. */
  @Test
  void leavesAnimationsToAnotherEngineWhereTheFormatHoldsNone() {
    ImageRequest.Builder request =
        ImageRequest.builder("halves.jpg")
            .width(100)
            .format(ImageFormat.AVIF)
            .animatedFormat(ImageFormat.WEBP);
    assertThat(service.resize(request.build()).format()).isEqualTo(ImageFormat.AVIF);
    ImageRequest moving =
        ImageRequest.builder("moving.gif")
            .format(ImageFormat.AVIF)
            .animatedFormat(ImageFormat.WEBP)
            .build();

    ImageResizeException refusal =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(moving));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(refusal.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(refusal).hasMessageContaining("animatedFormat must not be webp");
  }

  @ParameterizedTest
  @CsvSource({"center, 10, 50", "'0.5,0.5', 10, 50", "left, 10, -1", "right, -1, 50"})
  void keepsThePartThatThePositionNames(String position, int redAt, int blueAt) {
    ImageRequest request =
        ImageRequest.builder("halves.jpg")
            .width(60)
            .height(60)
            .fit(Fit.COVER)
            .position(Position.parse(position))
            .format(ImageFormat.PNG)
            .build();
    BufferedImage image = TestImages.decoded(service.resize(request).toByteArray());

    assertThat(image.getWidth()).isEqualTo(60);
    assertThat(image.getHeight()).isEqualTo(60);
    if (redAt >= 0) {
      assertThat(new Color(image.getRGB(redAt, 30)).getRed()).isGreaterThan(240);
    }
    if (blueAt >= 0) {
      assertThat(new Color(image.getRGB(blueAt, 30)).getBlue()).isGreaterThan(240);
    }
  }

  @Test
  void handsAnImageAboveTheLimitOverThroughTheBucket() {
    ResizedImage image =
        service.resize(ImageRequest.builder("noise.png").format(ImageFormat.PNG).build());

    assertThat(image.length()).isGreaterThan(ResizeHandler.MAX_INLINE_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "missing.jpg, SOURCE_NOT_FOUND",
    "text.jpg, UNSUPPORTED_IMAGE",
    "../halves.jpg, SOURCE_NOT_FOUND"
  })
  void answersAnExpectedFailureWithItsReason(String source, Reason reason) {
    ImageResizeException failure =
        catchThrowableOfType(
            ImageResizeException.class,
            () -> service.resize(ImageRequest.builder(source).width(10).build()));

    assertThat(failure.reason()).isEqualTo(reason);
  }

  @Test
  void leavesDescriptionsToAnotherEngine() {
    ImageResizeException refusal =
        catchThrowableOfType(ImageResizeException.class, () -> service.describe("a.png"));

    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(refusal.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(refusal.publicMessage()).contains("can't describe originals");
  }

  @Test
  void tellsTheVersionOfAnOriginal() {
    assertThat(service.currentVersion(ImageRequest.builder("halves.jpg").build())).isPresent();
  }

  private static void put(String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }
}
