package io.github.imageresize.lambda;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Originals in an Amazon S3 bucket, or in any store that speaks its protocol.
 *
 * <p>An object's key is the prefix and the path, character by character: spaces, {@code +}, {@code
 * %}, {@code //} and non-ASCII characters mean themselves. A path with a {@code .} or {@code ..}
 * segment is {@code SOURCE_NOT_FOUND}; one whose key passes 1,024 bytes of UTF-8 is {@code
 * INVALID_REQUEST}.
 *
 * <p>The version of an original is its version id in a versioned bucket, else its ETag without the
 * quotes.
 *
 * <p>Errors are told apart. A missing object is {@code SOURCE_NOT_FOUND}; a missing bucket, a
 * denied access (403) or a body that ends early is {@code UNAVAILABLE}; throttling is {@code
 * OVERLOADED}; a slow answer, its body included, is {@code TIMEOUT}. S3 answers 403 for a missing
 * object too unless the client's credentials grant {@code s3:ListBucket}: grant it, or missing
 * originals are reported as {@code UNAVAILABLE} and not remembered.
 *
 * <p>The client's own retry strategy decides what is tried again; a body that ended early counts as
 * an error that may be. Thread-safe. Owns nothing: the caller closes the client.
 */
public final class S3ImageSource implements ImageSource {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final S3Client client;
  private final String bucket;
  private final S3Keys keys;
  private final Duration timeout;

  /**
   * Reads from a bucket, an object in at most 10 seconds.
   *
   * @param client the caller's client
   * @param bucket the bucket's name
   * @param prefix put before each path as it is, such as {@code originals/}; may be empty
   */
  public S3ImageSource(S3Client client, String bucket, String prefix) {
    this(client, bucket, prefix, DEFAULT_TIMEOUT);
  }

  /**
   * Reads from a bucket.
   *
   * @param client the caller's client
   * @param bucket the bucket's name
   * @param prefix put before each path as it is, such as {@code originals/}; may be empty
   * @param timeout for one object, from the call to the last byte, retries included; positive
   */
  public S3ImageSource(S3Client client, String bucket, String prefix, Duration timeout) {
    this.client = Objects.requireNonNull(client, "client");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.keys = new S3Keys(prefix);
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    Require.notEmpty("bucket", bucket);
    Require.positive("timeout", timeout);
  }

  @Override
  public SourceImage read(String path, ReadAllowance allowance) {
    String key = keys.keyOf(path);
    allowance.deadline().check();
    Duration time = within(allowance.deadline());
    try {
      return client.getObject(
          get -> get.bucket(bucket).key(key).overrideConfiguration(o -> o.apiCallTimeout(time)),
          new BoundedRead(path, allowance));
    } catch (SdkException failure) {
      throw S3Failures.map("reading " + uri(key), failure);
    }
  }

  private Duration within(Deadline deadline) {
    Duration left = deadline.remaining();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  @Override
  public String version(String path) {
    return version(path, Deadline.NONE);
  }

  @Override
  public String version(String path, Deadline deadline) {
    String key = keys.keyOf(path);
    deadline.check();
    Duration time = within(deadline);
    try {
      HeadObjectResponse head =
          client.headObject(
              get ->
                  get.bucket(bucket).key(key).overrideConfiguration(o -> o.apiCallTimeout(time)));
      return version(head.versionId(), head.eTag());
    } catch (S3Exception answer) {
      if (answer.statusCode() == 404) {
        deadline.check();
        return versionAtSecondLook(key, within(deadline));
      }
      throw S3Failures.map("asking for the version of " + uri(key), answer);
    } catch (SdkException failure) {
      throw S3Failures.map("asking for the version of " + uri(key), failure);
    }
  }

  /**
   * The answer to a HEAD has no body that tells a missing bucket from a missing object. That to a
   * GET has, and needs no further permission.
   */
  private String versionAtSecondLook(String key, Duration time) {
    try {
      GetObjectResponse found =
          client.getObject(
              get ->
                  get.bucket(bucket)
                      .key(key)
                      .range("bytes=0-0")
                      .overrideConfiguration(o -> o.apiCallTimeout(time)),
              (head, body) -> {
                body.abort();
                return head;
              });
      return version(found.versionId(), found.eTag());
    } catch (SdkException failure) {
      throw S3Failures.map("asking for the version of " + uri(key), failure);
    }
  }

  private String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private static String version(@Nullable String versionId, @Nullable String entityTag) {
    if (versionId != null && !versionId.isEmpty() && !versionId.equals("null")) {
      return SourceVersion.bounded(versionId);
    }
    return entityTag == null ? "" : SourceVersion.bounded(entityTag.replace("\"", ""));
  }

  /** Reads a body whose length the header tells, and no body that is too long. */
  private record BoundedRead(String path, ReadAllowance allowance)
      implements ResponseTransformer<GetObjectResponse, SourceImage> {

    @Override
    public SourceImage transform(GetObjectResponse head, AbortableInputStream body)
        throws IOException {
      Long length = head.contentLength();
      if (length == null) {
        body.abort();
        throw new ImageResizeException(
            Reason.UNAVAILABLE, "S3 did not tell the size of " + path + " before its body");
      }
      try {
        allowance.reserve(path, length);
      } catch (ImageResizeException refused) {
        body.abort();
        throw refused;
      }
      byte[] bytes = new byte[length.intValue()];
      int read = fill(bytes, body);
      if (read < bytes.length) {
        throw RetryableException.create(
            path + " ended after " + read + " of " + bytes.length + " bytes");
      }
      return SourceImage.wrap(bytes, version(head.versionId(), head.eTag()))
          .withLastModified(head.lastModified());
    }

    private int fill(byte[] bytes, AbortableInputStream body) {
      try {
        return body.readNBytes(bytes, 0, bytes.length);
      } catch (IOException cutOff) {
        throw RetryableException.create("the body of " + path + " ended early", cutOff);
      }
    }
  }
}
