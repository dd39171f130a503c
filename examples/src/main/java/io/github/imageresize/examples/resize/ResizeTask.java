package io.github.imageresize.examples.resize;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/** One original: reads it, makes the image, writes it, unless this is only tried out. */
record ResizeTask(
    Original original,
    Function<String, ImageRequest> request,
    LocalResizeService service,
    ResizeLimits limits,
    Destination destination,
    boolean dryRun) {

  /** Does the work and tells the report how it went. */
  void run(Report report) {
    try {
      byte[] bytes = original.read(limits.sourceBytes());
      ImageRequest asked = request.apply(original.name());
      ResizedImage image = service.resize(bytes, asked);
      String place = destination.write(original, image, dryRun);
      LostFrames.note(bytes, asked, image, service)
          .ifPresent(note -> report.note(original.label(), note));
      report.done(original.label(), place, image, bytes.length);
    } catch (ImageResizeException failure) {
      String reason = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      report.failed(original.label(), reason + ": " + failure.getMessage());
    } catch (IOException failure) {
      report.failed(original.label(), Destination.explain(failure));
    } catch (RuntimeException failure) {
      report.failed(original.label(), "unexpected: " + failure);
    }
  }
}
