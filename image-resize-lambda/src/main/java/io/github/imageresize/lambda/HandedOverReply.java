package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.http.HttpReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Answers with a redirect to an image that would not fit into an answer: the image is left in the
 * results bucket, and a signature lets whoever follows the redirect read it for a while. Nobody
 * deletes it; a lifecycle rule of the bucket does.
 */
final class HandedOverReply {
  /** How long the signature lasts. */
  static final Duration READABLE = Duration.ofMinutes(15);

  /** How long the redirect may be kept; leaves a client that has an old copy ten minutes. */
  static final Duration KEPT = Duration.ofMinutes(5);

  private static final Pattern LIFETIME = Pattern.compile("(?:max-age|s-maxage)=([0-9]{1,9})");

  /** Of the image, not of the redirect. */
  private static final Set<String> FIELDS_OF_THE_IMAGE =
      Set.of(
          "etag",
          "accept-ranges",
          "cache-control",
          "content-type",
          "content-length",
          "content-range",
          "content-disposition");

  private final ResultsBucket results;
  private final S3Presigner presigner;

  HandedOverReply(ResultsBucket results, S3Presigner presigner) {
    this.results = results;
    this.presigner = presigner;
  }

  /**
   * Leaves the image and redirects to it.
   *
   * @throws ImageResizeException as S3 fails
   */
  HttpAnswer of(HttpReply reply, ResizedImage image) {
    StoredResult stored = results.store(image);
    Map<String, String> fields = new LinkedHashMap<>();
    reply.forEachField(
        (name, value) -> {
          String lowerCase = name.toLowerCase(Locale.ROOT);
          if (!FIELDS_OF_THE_IMAGE.contains(lowerCase)) {
            fields.put(lowerCase, value);
          }
        });
    fields.put("location", signedUrl(stored, reply.field("Content-Disposition").orElse("inline")));
    fields.put("cache-control", lifetime(reply.field("Cache-Control").orElse("no-store")));
    fields.put("content-length", "0");
    return new HttpAnswer(307, fields, new byte[0], false);
  }

  private String signedUrl(StoredResult stored, String disposition) {
    try {
      return presigner
          .presignGetObject(
              sign ->
                  sign.signatureDuration(READABLE)
                      .getObjectRequest(
                          get ->
                              get.bucket(stored.bucket())
                                  .key(stored.key())
                                  .responseContentDisposition(disposition)))
          .url()
          .toString();
    } catch (SdkException failure) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE,
          "a URL for s3://"
              + stored.bucket()
              + "/"
              + stored.key()
              + " could not be signed: "
              + failure.getMessage(),
          failure);
    }
  }

  /** No longer than the image itself may be kept. */
  private static String lifetime(String ofImage) {
    if (ofImage.contains("no-store")) {
      return "no-store";
    }
    long seconds = KEPT.toSeconds();
    Matcher lifetimes = LIFETIME.matcher(ofImage);
    while (lifetimes.find()) {
      seconds = Math.min(seconds, Long.parseLong(lifetimes.group(1)));
    }
    return (ofImage.contains("private") ? "private" : "public") + ", max-age=" + seconds;
  }
}
