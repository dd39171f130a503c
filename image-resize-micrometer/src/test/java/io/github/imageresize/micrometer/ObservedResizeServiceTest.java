package io.github.imageresize.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.ScriptedEngine;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host's observations hold of images that are made, and of those that are not. */
@Timeout(60)
class ObservedResizeServiceTest {
  private final TestObservationRegistry observations = TestObservationRegistry.create();
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final ImageRequest request =
      ImageRequest.builder("a.png").width(8).format(ImageFormat.PNG).build();

  @TempDir private Path folder;

  @BeforeEach
  void drawTheOriginal() throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
  }

  @AfterEach
  void endTheWorker() {
    worker.shutdownNow();
  }

  private ResizeService observed(ImageSource source) {
    return ResizeService.builder(source)
        .wrapEngine(engine -> new ObservedResizeService(engine, observations))
        .build();
  }

  @Test
  void observesAnImageThatIsMadeAndNoHit() {
    try (ResizeService service = observed(new DirectoryImageSource(folder))) {
      service.resize(request);
      service.resize(request);
    }
    TestObservationRegistryAssert.assertThat(observations)
        .hasNumberOfObservationsEqualTo(1)
        .hasSingleObservationThat()
        .hasNameEqualTo("image.resize")
        .hasContextualNameEqualTo("resize image")
        .hasLowCardinalityKeyValue("engine", "local")
        .hasLowCardinalityKeyValue("format", "png")
        .hasLowCardinalityKeyValue("outcome", "success")
        .hasHighCardinalityKeyValue("image.source", "a.png")
        .hasBeenStarted()
        .hasBeenStopped()
        .doesNotHaveError();
  }

  @Test
  void observesWhyAnImageCouldNotBeMade() {
    try (ResizeService service = observed(new DirectoryImageSource(folder))) {
      ImageRequest missing = ImageRequest.builder("missing.png").width(8).build();
      assertThatThrownBy(() -> service.resize(missing)).isInstanceOf(ImageResizeException.class);
    }
    TestObservationRegistryAssert.assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("engine", "none")
        .hasLowCardinalityKeyValue("format", "none")
        .hasLowCardinalityKeyValue("outcome", "source_not_found")
        .hasBeenStopped()
        .hasError();
  }

  @Test
  void isAChildOfTheRequestThatIsObservedAndHasTheReadInItsScope() throws Exception {
    List<Observation> whileReading = new CopyOnWriteArrayList<>();
    ImageSource source = new WatchedSource(new DirectoryImageSource(folder), whileReading);
    Observation http = Observation.start("http.server.requests", observations);
    try (ResizeService service = observed(source)) {
      CompletableFuture<?> made =
          http.scoped(
              () ->
                  service.resizeAsync(
                      request, ObservedResizeService.inScope(worker, observations)));
      made.get();
    }
    assertThat(whileReading).isNotEmpty();
    Observation reading = whileReading.get(whileReading.size() - 1);
    assertThat(reading.getContextView().getName()).isEqualTo("image.resize");
    assertThat(reading.getContextView().getParentObservation()).isSameAs(http);
    assertThat(observations.getCurrentObservation()).isNull();
  }

  private final class WatchedSource implements ImageSource {
    private final ImageSource files;
    private final List<Observation> whileReading;

    WatchedSource(ImageSource files, List<Observation> whileReading) {
      this.files = files;
      this.whileReading = whileReading;
    }

    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      whileReading.add(Objects.requireNonNull(observations.getCurrentObservation()));
      return files.read(path, allowance);
    }

    @Override
    public String version(String path) {
      return files.version(path);
    }
  }

  @Test
  void observesWorkThatIsHandedOnAndEndsItWhenTheCallerCancels() throws Exception {
    ScriptedEngine slow = new ScriptedEngine();
    slow.hold();
    ObservedResizeService service = new ObservedResizeService(slow, observations);
    CompletableFuture<?> pending = service.resizeAsync(request, worker);
    slow.awaitHeld();
    pending.cancel(true);
    worker.submit(() -> {}).get();

    assertThat(slow.interrupts()).isEqualTo(1);
    TestObservationRegistryAssert.assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("outcome", "error")
        .hasBeenStopped();
  }

  @Test
  void observesTheReasonOfWorkThatIsHandedOn() {
    ScriptedEngine failing = new ScriptedEngine();
    failing.fail(new ImageResizeException(Reason.TIMEOUT, "too slow"));
    ObservedResizeService service = new ObservedResizeService(failing, observations);

    assertThatThrownBy(() -> service.resizeAsync(request, worker).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ImageResizeException.class);
    TestObservationRegistryAssert.assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("outcome", "timeout")
        .hasBeenStopped();
  }
}
