package io.github.imageresize.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The AWS Lambda function: makes images of originals in one S3 bucket, in its own process. Keeps
 * the contract of this module; expected failures are answers, never function errors.
 *
 * <p>Its environment names the buckets and the limits, and a request cannot: {@code IMAGE_BUCKET}
 * (required), {@code IMAGE_PREFIX}, {@code RESULT_BUCKET}, {@code RESULT_PREFIX}, {@code
 * S3_PATH_STYLE}, {@code MAX_SOURCE_BYTES}, {@code MAX_SOURCE_PIXELS}, {@code MAX_OUTPUT_SIDE} and
 * {@code DEADLINE_MILLIS}; the module's README says what each means.
 *
 * <p>Thread-safe, though Lambda calls it from one thread.
 */
public final class ResizeHandler implements RequestStreamHandler {
  /**
   * The engine that the function runs, as far as the version of the library decides its name; its
   * answers name it whole.
   */
  public static final String ENGINE = LocalResizeService.ENGINE;

  /**
   * The largest image that goes into an answer, in bytes: 4.5 MiB less 12 KiB. In base64 that
   * leaves 16 KiB, for what is around it, of the 6 MB at which Lambda ends a synchronous answer.
   */
  public static final int MAX_INLINE_BYTES = 4_706_304;

  private final ResizeService engine;
  private final @Nullable ResultsBucket results;
  private final SnapshotPriming priming;

  /** Reads the environment; what Lambda calls. */
  public ResizeHandler() {
    this(List.of());
  }

  /**
   * Reads the environment, and adds codecs to the library's own, for a function in an image of your
   * own that has what they need: your handler hands its calls to this one.
   *
   * @param codecs such as that of {@code image-resize-vips}, which writes AVIF
   */
  public ResizeHandler(List<Codec> codecs) {
    this(FunctionSettings.of(System.getenv()), codecs);
  }

  private ResizeHandler(FunctionSettings settings, List<Codec> codecs) {
    this(settings, FunctionStorage.client(settings), codecs);
  }

  ResizeHandler(FunctionSettings settings, S3Client s3, List<Codec> codecs) {
    this(FunctionStorage.engine(settings, s3, codecs), FunctionStorage.results(settings, s3));
  }

  ResizeHandler(ResizeService engine, @Nullable ResultsBucket results) {
    this.engine = engine;
    this.results = results;
    priming = new SnapshotPriming();
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    int contract = Invocation.CONTRACT;
    try {
      JsonFields message = Invocation.message(input);
      contract = Invocation.contractOf(message);
      answer(Invocation.read(message, contract), output);
    } catch (ImageResizeException expected) {
      Answer.writeFailure(output, contract, expected);
    }
  }

  private void answer(Invocation invocation, OutputStream output) throws IOException {
    ImageRequest request = invocation.request();
    switch (invocation.operation()) {
      case RESIZE -> answer(invocation, engine.resize(request), output);
      case VERSION -> {
        String version = engine.currentVersion(request).orElse("");
        Answer.writeVersion(output, invocation.contract(), version);
      }
      case DESCRIBE ->
          Answer.writeDescription(output, invocation.contract(), engine.describe(request.source()));
    }
  }

  private void answer(Invocation invocation, ResizedImage image, OutputStream output)
      throws IOException {
    int contract = invocation.contract();
    boolean handOff = invocation.handOff();
    if (image.length() <= MAX_INLINE_BYTES) {
      Answer.writeInline(output, contract, image, engine.engine());
    } else if (results != null && handOff) {
      Answer.writeHandOff(output, contract, image, engine.engine(), results.leave(image));
    } else {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "the image has "
              + image.length()
              + " bytes; above "
              + MAX_INLINE_BYTES
              + (handOff
                  ? " the function needs a RESULT_BUCKET to leave it in"
                  : " the caller needs a results bucket to take it from"));
    }
  }
}
