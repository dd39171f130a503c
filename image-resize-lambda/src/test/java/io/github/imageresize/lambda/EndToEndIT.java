package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.FallbackPolicy;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.ResizedImage.Origin;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import io.github.imageresize.local.LocalResizeService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Cache, Lambda, S3 and the fallback together: right images throughout, whatever Lambda does. */
@Timeout(120)
class EndToEndIT {
  private static final ImageRequest REQUEST =
      ImageRequest.builder("halves.png").width(40).format(ImageFormat.PNG).build();

  private S3Server server;
  private S3Client s3;
  private RuntimeEndpoint endpoint;
  private LambdaClient lambda;
  private MemoryCacheStore store;
  private S3ImageSource originals;
  private ResizeService images;

  @BeforeEach
  void start() throws Exception {
    server = new S3Server();
    s3 = TestClients.s3(server.uri());
    s3.createBucket(b -> b.bucket("photos"));
    put(TestImages.halves("png", 400, 200));
    endpoint = new RuntimeEndpoint("resize");
    lambda = TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS);
    originals = new S3ImageSource(s3, "photos", "");
    store = MemoryCacheStore.builder().build();
    images =
        ResizeService.builder(originals)
            .remote(LambdaResizeService.builder(lambda, "resize").build())
            .cache(store)
            .build();
  }

  @AfterEach
  void stop() {
    images.close();
    lambda.close();
    endpoint.close();
    s3.close();
    server.close();
  }

  @Test
  void runsTheFunctionOnceForAColdKeyThatManyAskFor() throws Exception {
    startFunction();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Callable<ResizedImage>> callers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        callers.add(() -> images.resize(REQUEST));
      }
      for (Future<ResizedImage> image : threads.invokeAll(callers)) {
        assertThat(image.get().width()).isEqualTo(40);
        assertThat(image.get().height()).isEqualTo(20);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(endpoint.invocations()).isEqualTo(1);
    assertThat(images.resize(REQUEST).origin()).isEqualTo(Origin.CACHE);
  }

  @Test
  void describesOriginalsByTheFunctionOnceAndAnewAfterAChange() {
    startFunction();

    assertThat(images.describe(REQUEST.source()).size()).isEqualTo(new ImageSize(400, 200));
    assertThat(images.describe(REQUEST.source()).dominantColor().alpha()).isEqualTo(255);
    assertThat(endpoint.invocations()).isEqualTo(1);

    put(TestImages.halves("png", 100, 60));
    images.invalidate(REQUEST.source());
    assertThat(images.describe(REQUEST.source()).size()).isEqualTo(new ImageSize(100, 60));
    assertThat(endpoint.invocations()).isEqualTo(2);
  }

  @Test
  void makesTheImageHereWhileLambdaIsThrottled() {
    endpoint.refuse(
        RuntimeEndpoint.Refusal.throttled("ReservedFunctionConcurrentInvocationLimitExceeded", 1));

    assertThat(images.resize(REQUEST).origin()).isEqualTo(Origin.LOCAL);
    assertThat(endpoint.invocations()).isZero();
  }

  /** Isolation is what the function is there for. */
  @Test
  void doesNotMakeHereWhatTheFunctionDiedOf() {
    endpoint.timeout(Duration.ofMillis(200));

    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> images.resize(REQUEST))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    }
    assertThat(endpoint.invocations()).as("a verdict is remembered").isEqualTo(1);
  }

  @Test
  void makesHereWhatTheFunctionDiedOfWhereThatIsAllowed() {
    endpoint.failWith("{\"errorType\":\"Runtime.ExitError\"}");
    ResizeService trusting =
        ResizeService.builder(originals)
            .remote(LambdaResizeService.builder(lambda, "resize").build())
            .fallback(
                FallbackPolicy.builder().fallBackOn(Reason.UNAVAILABLE, Basis.ORIGINAL).build())
            .build();

    assertThat(trusting.resize(REQUEST).origin()).isEqualTo(Origin.LOCAL);
    trusting.close();
  }

  @Test
  void makesHereWhatIsTooLargeToHandOverAndGoesOnAskingTheFunction() {
    startFunction();
    s3.putObject(
        o -> o.bucket("photos").key("noise.png"),
        RequestBody.fromBytes(TestImages.noise(1400, 1200)));
    for (int time = 0; time <= CircuitBreaker.FAILURES_TO_OPEN; time++) {
      int width = 1400 - time;
      ResizedImage large =
          images.resize(
              ImageRequest.builder("noise.png").width(width).format(ImageFormat.PNG).build());
      assertThat(large.origin()).isEqualTo(Origin.LOCAL);
    }

    assertThat(images.resize(REQUEST).origin()).as("no breaker opened").isEqualTo(Origin.REMOTE);
  }

  @Test
  void makesImagesHereWhileLambdaIsGone() {
    endpoint.close();

    for (int width = 10; width < 20; width++) {
      ResizedImage image = images.resize(REQUEST.toBuilder().width(width).build());
      assertThat(image.origin()).isEqualTo(Origin.LOCAL);
      assertThat(image.width()).isEqualTo(width);
    }
  }

  @Test
  void remembersAMissingOriginalAndNothingElse() {
    startFunction();
    ImageRequest missing = REQUEST.toBuilder().width(11).build();
    s3.deleteObject(o -> o.bucket("photos").key("halves.png"));

    assertThatThrownBy(() -> images.resize(missing)).isInstanceOf(ImageResizeException.class);
    assertThatThrownBy(() -> images.resize(missing)).isInstanceOf(ImageResizeException.class);
    assertThat(endpoint.invocations()).isEqualTo(1);

    put(TestImages.halves("png", 40, 40));
    store.invalidate("halves.png");
    assertThat(images.resize(missing).height()).isEqualTo(11);
  }

  @Test
  void makesAnImageAnewWhenAnEventTellsOfAChange() {
    startFunction();
    assertThat(images.resize(REQUEST).height()).isEqualTo(20);

    put(TestImages.halves("png", 200, 200));
    String event =
        "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":\"halves.png\"}}}]}";
    new S3EventNotifications("photos", "").sources(event).forEach(store::invalidate);

    assertThat(images.resize(REQUEST).height()).isEqualTo(40);
    assertThat(endpoint.invocations()).isEqualTo(2);
  }

  /** The shipped handler; it ends with the endpoint, which it polls. */
  @SuppressWarnings("resource")
  private void startFunction() {
    ResizeHandler handler = new ResizeHandler(LocalResizeService.builder(originals).build(), null);
    new InProcessFunction(
        endpoint,
        event -> {
          java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
          handler.handleRequest(new java.io.ByteArrayInputStream(event), out, null);
          return out.toByteArray();
        });
  }

  private void put(byte[] original) {
    s3.putObject(o -> o.bucket("photos").key("halves.png"), RequestBody.fromBytes(original));
  }
}
