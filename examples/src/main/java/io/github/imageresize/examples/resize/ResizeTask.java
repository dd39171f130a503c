package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** One file: reads it, makes the image, writes it. */
record ResizeTask(
    Path file,
    Function<String, ImageRequest> request,
    LocalResizeService service,
    ResizeLimits limits,
    Destination destination) {

  /** Does the work and tells the report how it went. */
  void run(Report report) {
    try {
      ResizedImage image = make();
      Path place = destination.write(file, image);
      report.done(file, place, image);
    } catch (ImageResizeException failure) {
      String reason = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      report.failed(file, reason + ": " + failure.getMessage());
    } catch (IOException failure) {
      report.failed(file, Destination.explain(failure));
    } catch (RuntimeException failure) {
      report.failed(file, "unexpected: " + failure);
    }
  }

  private ResizedImage make() throws IOException {
    Path real = file.toRealPath();
    Path folder = real.getParent();
    if (folder == null) {
      throw new IOException("a folder is no image");
    }
    String name = real.getFileName().toString();
    byte[] original = new DirectoryImageSource(folder).read(name, limits.sourceBytes()).bytes();
    return service.resize(original, request.apply(name));
  }
}
