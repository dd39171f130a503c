package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.LargeImageStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps large images as objects of an Amazon S3 bucket, or of any store that speaks its protocol.
 * An object's key is the prefix and the image's name; it is never changed and never deleted: give
 * the bucket a lifecycle rule that expires what lies under the prefix some days after the cache's
 * hard lifetime. An image that is refreshed is written again, and its time begins anew.
 *
 * <p>Needed permissions: {@code s3:GetObject} and {@code s3:PutObject} on the keys, and {@code
 * s3:ListBucket} on the bucket, without which S3 does not say that an object has expired.
 *
 * <p>Thread-safe. Owns nothing: the caller closes the client.
 */
public final class S3LargeImageStore implements LargeImageStore {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final Duration timeout;
  private final S3ImageSource objects;

  /**
   * Keeps images in a bucket, each written or read in at most 3 seconds.
   *
   * @param client the caller's client
   * @param bucket the bucket's name
   * @param prefix put before each name as it is, such as {@code large/}; may be empty
   */
  public S3LargeImageStore(S3Client client, String bucket, String prefix) {
    this(client, bucket, prefix, DEFAULT_TIMEOUT);
  }

  /**
   * Keeps images in a bucket.
   *
   * @param client the caller's client
   * @param bucket the bucket's name
   * @param prefix put before each name as it is, such as {@code large/}; may be empty
   * @param timeout for writing or reading one image, retries included; positive. It is what a
   *     visitor waits when S3 hangs
   */
  public S3LargeImageStore(S3Client client, String bucket, String prefix, Duration timeout) {
    this.objects = new S3ImageSource(client, bucket, "", timeout);
    this.client = client;
    this.bucket = bucket;
    this.prefix = Objects.requireNonNull(prefix, "prefix");
    this.timeout = timeout;
  }

  @Override
  public void write(String name, ByteBuffer image) {
    String key = prefix + name;
    try {
      client.putObject(
          put -> put.bucket(bucket).key(key).overrideConfiguration(o -> o.apiCallTimeout(timeout)),
          RequestBody.fromRemainingByteBuffer(image));
    } catch (SdkException failure) {
      throw S3Failures.map("writing s3://" + bucket + "/" + key, failure);
    }
  }

  @Override
  public Optional<byte[]> read(String name, int length) {
    try {
      byte[] bytes = objects.read(prefix + name, length).bytes();
      return Optional.of(bytes).filter(image -> image.length == length);
    } catch (ImageResizeException failure) {
      if (failure.reason() == Reason.SOURCE_NOT_FOUND
          || failure.reason() == Reason.SOURCE_TOO_LARGE) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
