package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.AvifLookalike;
import io.github.imageresize.lambda.Invocation.Operation;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResizeHandlerTest {
  private static final ImageRequest REQUEST = ImageRequest.builder("a.png").width(10).build();
  private static final ImageSource HALVES = originals(TestImages.halves("png", 40, 20));

  @Test
  void answersWithTheImage() throws IOException {
    Answer answer = answer(Operation.RESIZE, originals(TestImages.halves("png", 40, 20)));

    assertThat(answer).isInstanceOf(Answer.Inline.class);
    Answer.Inline inline = (Answer.Inline) answer;
    assertThat(inline.image().width()).isEqualTo(10);
    assertThat(inline.image().engine()).startsWith(ResizeHandler.ENGINE + "--");
    assertThat(TestImages.decoded(inline.bytes()).getHeight()).isEqualTo(5);
  }

  @Test
  void answersWithTheVersion() throws IOException {
    assertThat(answer(Operation.VERSION, originals(new byte[0])))
        .isEqualTo(new Answer.Version("v1"));
  }

  @Test
  void answersWithTheDescription() throws IOException {
    byte[] original = TestImages.halves("png", 40, 20);
    Answer answer = answer(Operation.DESCRIBE, originals(original));

    ImageDescription told = ((Answer.Description) answer).description();
    assertThat(told.toJson())
        .isEqualTo(LocalResizeService.builder().build().describe(original).toJson());
    assertThat(told.format()).isEqualTo("PNG");
  }

  @Test
  void answersAnExpectedFailure() throws IOException {
    Answer answer = answer(Operation.RESIZE, originals(new byte[] {1, 2, 3}));

    assertThat(answer).isInstanceOf(Answer.Failure.class);
    assertThat(((Answer.Failure) answer).exception().reason()).isEqualTo(Reason.UNSUPPORTED_IMAGE);
  }

  @Test
  void refusesAnImageAboveTheLimitWhereNoBucketIsNamed() throws IOException {
    byte[] noise = TestImages.noise(1400, 1200);
    ResizeHandler handler = handler(originals(noise));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageRequest whole = ImageRequest.builder("a.png").build();
    handler.handleRequest(message(new Invocation(Operation.RESIZE, whole, true)), out, null);

    Answer answer = Answer.read(out.toByteArray(), 1);
    ImageResizeException failure = ((Answer.Failure) answer).exception();
    assertThat(failure.reason()).isEqualTo(Reason.RESULT_TOO_LARGE);
    assertThat(failure).hasMessageContaining("RESULT_BUCKET");
  }

  @Test
  void leavesNothingForACallerThatCannotTakeIt() throws IOException {
    ResizeHandler handler =
        new ResizeHandler(
            LocalResizeService.builder(originals(TestImages.noise(1400, 1200))).build(),
            new ResultsBucket(TestClients.s3(URI.create("http://127.0.0.1:1")), "results", ""));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageRequest whole = ImageRequest.builder("a.png").build();
    handler.handleRequest(message(new Invocation(Operation.RESIZE, whole, false)), out, null);

    ImageResizeException failure = ((Answer.Failure) Answer.read(out.toByteArray(), 1)).exception();
    assertThat(failure.reason()).isEqualTo(Reason.RESULT_TOO_LARGE);
    assertThat(failure.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(failure).hasMessageContaining("the caller needs a results bucket");
  }

  /** A caller takes a failure in an older version than it asked in for the function's age. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void answersInTheVersionInWhichItIsAsked(int contract) throws IOException {
    String fault = contract == 1 ? "'width':0" : "'blur':0";
    for (String option : List.of(fault, "'width':10")) {
      String message = "{'contract':" + contract + ",'request':{'source':'a.jpg'," + option + "}}";
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      handler(originals(TestImages.halves("jpg", 40, 20)))
          .handleRequest(
              new ByteArrayInputStream(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
              out,
              null);

      assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"contract\":" + contract);
      assertThat(Answer.read(out.toByteArray(), contract))
          .isInstanceOf(option.equals(fault) ? Answer.Failure.class : Answer.Inline.class);
    }
  }

  /** So that a caller who can write it himself does. */
  @Test
  void saysThatItCanNotWriteWhatNoCodecOfItsDoes() throws IOException {
    ImageRequest avif = REQUEST.toBuilder().format(ImageFormat.AVIF).build();

    Answer refused = answer(avif, LocalResizeService.builder(HALVES).build());
    Answer written =
        answer(avif, LocalResizeService.builder(HALVES).codec(new AvifLookalike()).build());

    ImageResizeException failure = ((Answer.Failure) refused).exception();
    assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
    assertThat(failure.basis()).isEqualTo(ImageResizeException.Basis.NODE);
    assertThat(failure).hasMessageContainingAll("format", "gif, jpeg, png", "is avif");
    assertThat(((Answer.Inline) written).image().format()).isEqualTo(ImageFormat.AVIF);
  }

  private static Answer answer(ImageRequest request, LocalResizeService engine) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ResizeHandler(engine, null)
        .handleRequest(message(new Invocation(Operation.RESIZE, request, true)), out, null);
    return Answer.read(out.toByteArray(), 2);
  }

  @Test
  void primesTheProcessBeforeASnapshot() {
    SnapshotPriming priming = new SnapshotPriming();

    assertThatCode(() -> priming.beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();
  }

  private static Answer answer(Operation operation, ImageSource originals) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation invocation = new Invocation(operation, REQUEST, true);
    handler(originals).handleRequest(message(invocation), out, null);
    return Answer.read(out.toByteArray(), invocation.contract());
  }

  private static ResizeHandler handler(ImageSource originals) {
    return new ResizeHandler(LocalResizeService.builder(originals).build(), null);
  }

  private static ByteArrayInputStream message(Invocation invocation) {
    return new ByteArrayInputStream(invocation.toJson());
  }

  private static ImageSource originals(byte[] bytes) {
    return new ImageSource() {
      @Override
      public SourceImage read(String path, ReadAllowance allowance) {
        return SourceImage.wrap(bytes, "v1");
      }

      @Override
      public String version(String path) {
        return "v1";
      }
    };
  }
}
