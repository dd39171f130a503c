package io.github.imageresize.springboot;

import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.HttpImageSource;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.springboot.ImageResizeProperties.Http;
import io.github.imageresize.springboot.ImageResizeProperties.Source;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Makes the source of the properties, where that is a folder or a web server. */
final class SourceSettings {
  private static final String ONE_OF =
      "Set one of image-resize.source.folder, image-resize.source.http.base and"
          + " image-resize.source.s3.bucket, or define a bean of type ImageSource.";

  private SourceSettings() {}

  /** That no more than one is set. */
  static void checkOne(Source set) {
    boolean folder = set.folder() != null;
    boolean bucket = set.s3().bucket() != null;
    if (folder ? isWeb(set) || bucket : isWeb(set) && bucket) {
      throw new SettingException("More than one source of originals is set.", ONE_OF);
    }
  }

  static ImageSource source(Source set) {
    checkOne(set);
    String folder = set.folder();
    if (folder != null) {
      return SettingException.naming(
          "image-resize.source.folder", () -> new DirectoryImageSource(Path.of(folder)));
    }
    if (isWeb(set)) {
      return SettingException.naming("image-resize.source.http", () -> web(set.http()));
    }
    if (set.s3().bucket() != null) {
      throw new SettingException(
          "image-resize.source.s3.bucket is set, but image-resize-lambda, which reads from S3, is"
              + " not on the class path.",
          "Add the dependency io.github.imageresize:image-resize-lambda.");
    }
    throw new SettingException("Nothing says where originals are read from.", ONE_OF);
  }

  private static boolean isWeb(Source set) {
    return set.http().base() != null || !set.http().origins().isEmpty();
  }

  private static ImageSource web(Http set) {
    URI base = set.base();
    List<URI> origins = set.origins();
    Require.that(base == null || origins.isEmpty(), "origins", "be empty beside a base", origins);
    HttpImageSource.Builder source =
        base == null ? HttpImageSource.ofOrigins(origins) : HttpImageSource.below(base);
    if (set.allowPrivateAddresses()) {
      source.allowPrivateAddresses();
    }
    Setting.apply(set.connectTimeout(), source::connectTimeout);
    Setting.apply(set.deadline(), source::deadline);
    Setting.apply(set.concurrency(), source::concurrency);
    return source.build();
  }
}
