package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.DecodedPictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the decoders of TIFF and BMP take, over sizes, depths and crops. */
class TiffAndBmpMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    @Override
    public List<MemoryCase> cases() {
      List<MemoryCase> cases = new ArrayList<>();
      for (String format : List.of("bmp", "tiff")) {
        for (int type :
            new int[] {
              BufferedImage.TYPE_3BYTE_BGR,
              BufferedImage.TYPE_BYTE_BINARY,
              BufferedImage.TYPE_BYTE_INDEXED
            }) {
          for (int[] size : new int[][] {{3000, 1000}, {40, 20_000}, {12_000, 60}}) {
            cases.add(
                new MemoryCase(
                    "%s of type %d, %dx%d".formatted(format, type, size[0], size[1]),
                    () ->
                        DecodedPictures.written(
                            DecodedPictures.drawn(size[0], size[1], type), format),
                    ImageRequest.builder(format)
                        .width(100)
                        .height(100)
                        .format(ImageFormat.JPEG)
                        .build()));
          }
        }
      }
      return cases;
    }
  }
}
