package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.codec.Fuzzing;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResizeFuzzIT {
  /** What Jazzer takes; longer files would be cut. */
  private static final int LONGEST_SEED = 4096;

  @Test
  void endsInAnImageOrANamedReasonWhateverTheBytes() throws Exception {
    Fuzzing.run(ResizeFuzzTarget.class, seeds());
  }

  private static Map<String, byte[]> seeds() {
    BufferedImage color = Drawing.blobs(20, 13, BufferedImage.TYPE_INT_RGB);
    BufferedImage alpha = Drawing.blobs(13, 20, BufferedImage.TYPE_INT_ARGB);
    BufferedImage indexed = Drawing.blobs(9, 7, BufferedImage.TYPE_BYTE_INDEXED);
    Map<String, byte[]> seeds = new HashMap<>();
    seeds.put("color.png", Drawing.png(color));
    seeds.put("alpha.png", Drawing.withOrientation(Drawing.png(alpha), 6));
    seeds.put("indexed.png", Drawing.png(indexed));
    seeds.put("color.jpg", Drawing.withExif(Drawing.jpeg(color), 5));
    seeds.put("color.bmp", Drawing.bmp(color));
    seeds.put("color.tif", Drawing.tiff(color));
    seeds.put("progressive.jpg", LargeJpegs.progressive(40, 24));
    HostileFiles.all()
        .forEach(
            (name, bytes) -> {
              if (bytes.length <= LONGEST_SEED) {
                seeds.put(name, bytes);
              }
            });
    LocalResizeService service = LocalResizeService.builder().build();
    for (ImageFormat format : service.outputFormats()) {
      ImageRequest request = ImageRequest.builder("alpha").width(10).format(format).build();
      seeds.put(
          "written." + format.label(), service.resize(Drawing.png(alpha), request).toByteArray());
    }
    return seeds;
  }
}
