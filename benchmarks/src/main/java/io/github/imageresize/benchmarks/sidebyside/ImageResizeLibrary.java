package io.github.imageresize.benchmarks.sidebyside;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.local.LocalResizeService;
import java.util.Set;
import java.util.stream.Collectors;

/** This library, without a cache. */
final class ImageResizeLibrary implements Library {
  private final LocalResizeService service = LocalResizeService.builder().build();

  @Override
  public String description() {
    return "image-resize "
        + LibraryVersions.of("image-resize")
        + " on Java "
        + System.getProperty("java.version");
  }

  @Override
  public Set<String> reads() {
    return Set.of("jpeg", "png", "webp", "gif", "tiff", Input.ANIMATED_GIF);
  }

  @Override
  public Set<String> writes() {
    return service.outputFormats().stream().map(ImageFormat::label).collect(Collectors.toSet());
  }

  @Override
  public byte[] resize(byte[] original, Task task, int width, String format) {
    ImageFormat written = ImageFormat.ofLabel(format).orElseThrow();
    ImageRequest.Builder request = ImageRequest.builder("original").width(width).format(written);
    switch (task) {
      case RESIZE, FILTERED -> request.enlarge(true);
      case CROP_CORNER -> request.crop(Crop.percent(75, 75, 25, 25));
      case COVER_SQUARE -> request.height(width).fit(Fit.COVER);
    }
    if (written.hasQuality()) {
      request.quality(80);
    }
    return service.resize(original, request.build()).toByteArray();
  }
}
