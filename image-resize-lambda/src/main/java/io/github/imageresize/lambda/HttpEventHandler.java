package io.github.imageresize.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.ImageHttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The same function for browsers: answers the HTTP requests that a Lambda function URL or an HTTP
 * API of Amazon API Gateway hands over (payload format 2.0), by the rules of {@link
 * ImageHttpHandler}. Meant to stand behind a content delivery network such as Amazon CloudFront,
 * which keeps what it answers.
 *
 * <p>Reads the environment of {@link ResizeHandler}, and {@code SIGNING_KEYS}, {@code WIDTHS},
 * {@code PRESETS}, {@code URL_PREFIX} and {@code DESCRIPTIONS}; the module's README says what each
 * means. Without one of the first three it does not start.
 *
 * <p>A body above {@value #MAX_BODY_BYTES} bytes does not fit into an answer of Lambda. Where there
 * is a results bucket the image is left there and the reply is a redirect (307) to it, signed for a
 * quarter of an hour; without one it is refused with 413.
 *
 * <p>An event that is no HTTP request in that format is answered too, with 400, or with 502 where
 * it has another version. Thread-safe, though Lambda calls it from one thread.
 */
public final class HttpEventHandler implements RequestStreamHandler {
  /** The largest body that goes into an answer, in bytes; the same as for an image in a message. */
  public static final int MAX_BODY_BYTES = ResizeHandler.MAX_INLINE_BYTES;

  private static final System.Logger LOG = System.getLogger(HttpEventHandler.class.getName());

  private final ImageHttpHandler images;
  private final @Nullable HandedOverReply handedOver;
  private final SnapshotPriming priming;

  /** Reads the environment; what Lambda calls. */
  public HttpEventHandler() {
    this(List.of());
  }

  /**
   * Reads the environment, and adds codecs to the library's own, for a function in an image of your
   * own that has what they need: your handler hands its calls to this one.
   *
   * @param codecs such as that of {@code image-resize-vips}, which writes AVIF
   */
  public HttpEventHandler(List<Codec> codecs) {
    this(FunctionSettings.of(System.getenv()), HttpSettings.of(System.getenv()), codecs);
  }

  private HttpEventHandler(FunctionSettings settings, HttpSettings http, List<Codec> codecs) {
    this(
        settings,
        http,
        FunctionStorage.client(settings),
        FunctionStorage.presigner(settings),
        codecs);
  }

  HttpEventHandler(
      FunctionSettings settings,
      HttpSettings http,
      S3Client s3,
      S3Presigner presigner,
      List<Codec> codecs) {
    this(
        FunctionStorage.engine(settings, s3, codecs),
        http,
        FunctionStorage.results(settings, s3),
        presigner);
  }

  HttpEventHandler(
      ResizeService engine,
      HttpSettings http,
      @Nullable ResultsBucket results,
      @Nullable S3Presigner presigner) {
    images =
        ImageHttpHandler.builder(engine)
            .prefix(http.prefix())
            .sizes(http.sizes())
            .descriptions(http.descriptions())
            .build();
    handedOver =
        results == null || presigner == null ? null : new HandedOverReply(results, presigner);
    priming = new SnapshotPriming();
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    HttpAnswer answer;
    try {
      answer = answer(HttpEvent.read(input));
    } catch (ImageResizeException expected) {
      answer = HttpAnswer.of(images.failure(expected));
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "could not answer an event", fault);
      answer =
          HttpAnswer.of(
              images.failure(
                  new ImageResizeException(Reason.UNAVAILABLE, "an internal error", fault)));
    }
    answer.writeTo(output);
  }

  private HttpAnswer answer(HttpEvent event) throws IOException {
    if (!images.handles(event.path())) {
      HttpAnswer nothing =
          HttpAnswer.of(
              images.failure(
                  new ImageResizeException(
                      Reason.SOURCE_NOT_FOUND, "no images are under " + event.path())));
      return event.method().equals("HEAD") ? nothing.withoutBody() : nothing;
    }
    HttpReply reply = images.answer(event.head(images.fields()));
    Optional<ResizedImage> image = reply.image();
    if (image.isEmpty() || reply.bodyLength() <= MAX_BODY_BYTES) {
      return HttpAnswer.of(reply);
    }
    if (handedOver == null) {
      String message =
          "The image has "
              + reply.bodyLength()
              + " bytes, and at most "
              + MAX_BODY_BYTES
              + " can be sent from here.";
      throw new ImageResizeException(
              Reason.RESULT_TOO_LARGE, message + " RESULT_BUCKET would let it be handed over.")
          .withPublicMessage(message);
    }
    return handedOver.of(reply, image.get());
  }
}
