package io.github.imageresize.examples.serve;

import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The objects of a bucket whose keys begin with a prefix. */
record BucketPictures(S3Client s3, String bucket, String prefix) implements Pictures {

  @Override
  public ImageSource source() {
    return new S3ImageSource(s3, bucket, prefix);
  }

  @Override
  public List<Picture> list(int most) throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
          .contents()
          .stream()
          .filter(object -> object.size() > 0)
          .map(object -> new Picture(object.key().substring(prefix.length()), object.size()))
          .filter(picture -> !isHidden(picture.path()))
          .limit(most)
          .toList();
    } catch (SdkException failure) {
      throw new IOException("the bucket " + bucket + " can't be listed", failure);
    }
  }

  /** As in a folder: what a name with a dot at its beginning hides. */
  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }
}
