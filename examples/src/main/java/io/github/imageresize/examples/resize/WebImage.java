package io.github.imageresize.examples.resize;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What stands under an http or https URL: an original, or what a server of this library tells of
 * one, as under {@code http://127.0.0.1:8080/images/a.jpg?describe=true}.
 */
final class WebImage {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_BYTES = ResizeLimits.DEFAULTS.sourceBytes();
  private static final String PNG = "data:image/png;base64,";

  private WebImage() {}

  static boolean isUrl(String text) {
    return text.regionMatches(true, 0, "http://", 0, 7)
        || text.regionMatches(true, 0, "https://", 0, 8);
  }

  /**
   * Describes it.
   *
   * @throws IOException if it can't be had within half a minute; the message says why
   * @throws ImageResizeException if it is no image that can be described
   */
  static ImageDescription describe(String url, LocalResizeService service) throws IOException {
    Answer answer = fetch(url);
    if (answer.isJson("application/json")) {
      return told(answer.body);
    }
    if (answer.status != 200) {
      throw new IOException("the server answers with " + answer.status + answer.detail());
    }
    return service.describe(answer.body);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, String type, byte[] body) {

    private boolean isJson(String mediaType) {
      return type.split(";", 2)[0].strip().equalsIgnoreCase(mediaType);
    }

    /** What a problem document says (RFC 9457). */
    private String detail() throws IOException {
      return isJson("application/problem+json")
          ? ": " + fields(body).getOrDefault("detail", "")
          : "";
    }
  }

  private static Answer fetch(String url) throws IOException {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Accept", "application/json, image/*;q=0.9, */*;q=0.1")
              .build();
    } catch (IllegalArgumentException malformed) {
      throw new IOException("is no URL: " + malformed.getMessage(), malformed);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    try {
      return client
          .sendAsync(request, BodyHandlers.ofInputStream())
          .thenApply(WebImage::read)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof ImageResizeException tooLarge) {
        throw tooLarge;
      }
      String why = cause == null || cause.getMessage() == null ? "" + cause : cause.getMessage();
      throw new IOException(why, failed);
    } catch (TimeoutException late) {
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static Answer read(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ImageResizeException(
            ImageResizeException.Reason.SOURCE_TOO_LARGE, "above " + MOST_BYTES + " bytes");
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ImageDescription told(byte[] json) throws IOException {
    Map<String, Object> fields = fields(json);
    try {
      ImageSize size = new ImageSize(number(fields, "width"), number(fields, "height"));
      return ImageDescription.builder(text(fields, "format"), size)
          .frames(number(fields, "frames"))
          .alpha(Boolean.TRUE.equals(fields.get("alpha")))
          .profile((String) fields.get("profile"))
          .dominantColor(RgbaColor.parse(text(fields, "dominantColor").replace("#", "")))
          .placeholder(
              Base64.getDecoder().decode(text(fields, "thumbHash")),
              Base64.getDecoder().decode(text(fields, "placeholder").replace(PNG, "")))
          .build();
    } catch (RuntimeException other) {
      throw new IOException("the JSON there is no description of an image", other);
    }
  }

  private static Map<String, Object> fields(byte[] json) throws IOException {
    return JSON.std.mapFrom(json);
  }

  private static String text(Map<String, Object> fields, String name) {
    return (String) Objects.requireNonNull(fields.get(name), name);
  }

  private static int number(Map<String, Object> fields, String name) {
    return (Integer) Objects.requireNonNull(fields.get(name), name);
  }
}
