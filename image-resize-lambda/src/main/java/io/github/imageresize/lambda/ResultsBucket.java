package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.source.SourceImage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where function and caller hand over images that would not fit into a message. The function leaves
 * an object under a name that cannot be guessed, the caller reads it once and deletes it; a
 * lifecycle rule of the bucket removes what nobody read.
 */
final class ResultsBucket {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(2);
  private static final System.Logger LOG = System.getLogger(ResultsBucket.class.getName());

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final S3ImageSource objects;

  ResultsBucket(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
    this.objects = new S3ImageSource(client, bucket, "", TIMEOUT);
  }

  /** Leaves an image for the caller, who can do without where that fails. */
  StoredResult leave(ResizedImage image) {
    try {
      return store(image);
    } catch (ImageResizeException failure) {
      throw notHandedOver(failure);
    }
  }

  /** Stores an image, or fails as S3 does. */
  StoredResult store(ResizedImage image) {
    String key = prefix + UUID.randomUUID() + "." + image.format().label();
    try {
      client.putObject(
          put ->
              put.bucket(bucket)
                  .key(key)
                  .contentType(image.format().mediaType())
                  .overrideConfiguration(o -> o.apiCallTimeout(TIMEOUT)),
          RequestBody.fromRemainingByteBuffer(image.asByteBuffer()));
    } catch (SdkException failure) {
      throw S3Failures.map("writing s3://" + bucket + "/" + key, failure);
    }
    return new StoredResult(bucket, key, image.length());
  }

  byte[] fetch(StoredResult result) {
    if (!result.bucket().equals(bucket) || !result.key().startsWith(prefix)) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "the function left its result in s3://%s/%s, where it is looked for under s3://%s/%s"
              .formatted(result.bucket(), result.key(), bucket, prefix));
    }
    SourceImage object;
    try {
      object = objects.read(result.key(), result.length());
    } catch (ImageResizeException failure) {
      if (failure.reason() == Reason.SOURCE_TOO_LARGE) {
        throw Answer.broken("its result has more than " + result.length() + " bytes", failure);
      }
      throw notHandedOver(failure);
    }
    delete(result.key());
    if (object.bytes().length != result.length()) {
      throw Answer.broken(
          "its result has " + object.bytes().length + " bytes, not " + result.length(), null);
    }
    return object.bytes();
  }

  /** What cannot be deleted is left to the bucket's lifecycle rule: the image is there. */
  private void delete(String key) {
    try {
      client.deleteObject(
          delete ->
              delete
                  .bucket(bucket)
                  .key(key)
                  .overrideConfiguration(o -> o.apiCallTimeout(DELETE_TIMEOUT)));
    } catch (SdkException failure) {
      LOG.log(
          Level.WARNING,
          "s3://{0}/{1} was read but not deleted, so that its bucket needs a lifecycle rule: {2}",
          bucket,
          key,
          failure.getMessage());
    }
  }

  /**
   * Says nothing about the original, and nothing against the function either, which made the image:
   * it is too large for this way, and another engine can do without.
   */
  private static ImageResizeException notHandedOver(ImageResizeException failure) {
    return new ImageResizeException(
        Reason.RESULT_TOO_LARGE,
        "the result is too large for a message and could not be handed over: "
            + failure.getMessage(),
        failure);
  }
}
