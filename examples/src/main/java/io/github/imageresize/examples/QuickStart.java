package io.github.imageresize.examples;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README's snippet: {@code photos/beach.jpg} becomes {@code beach-600x400.jpg}. */
public final class QuickStart {
  private QuickStart() {}

  /** Runs the snippet in the working directory. */
  public static void main(String[] arguments) throws IOException {
    // snippet
    ImageSource source = new DirectoryImageSource(Path.of("photos"));
    CacheStore cache = MemoryCacheStore.builder().capacityBytes(256L << 20).build();
    try (ResizeService service = ResizeService.builder(source).cache(cache).build()) {
      ImageRequest request =
          ImageRequest.builder("beach.jpg").width(600).height(400).fit(Fit.COVER).build();
      ResizedImage image = service.resize(request); // made once, then from the cache
      Files.write(Path.of("beach-600x400.jpg"), image.toByteArray());
    }
    // end
  }
}
