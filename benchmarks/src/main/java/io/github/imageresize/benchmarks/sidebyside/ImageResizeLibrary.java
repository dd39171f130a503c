package io.github.imageresize.benchmarks.sidebyside;

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
    return "image-resize " + LibraryVersions.of("image-resize");
  }

  @Override
  public Set<String> reads() {
    return Set.of("jpeg", "png", "webp");
  }

  @Override
  public Set<String> writes() {
    return service.outputFormats().stream().map(ImageFormat::label).collect(Collectors.toSet());
  }

  @Override
  public byte[] resize(byte[] original, int width, String format) {
    ImageFormat written = ImageFormat.ofLabel(format).orElseThrow();
    ImageRequest.Builder request = ImageRequest.builder("original").width(width).format(written);
    if (written.hasQuality()) {
      request.quality(80);
    }
    return service.resize(original, request.build()).toByteArray();
  }
}
