package io.github.imageresize.local;

import io.github.imageresize.Chroma;
import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What each encoder takes with each of its options, for noise, which can't be made smaller. */
class EncodersMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private static final int[][] SIZES = {{600, 500}, {8000, 20}, {20, 8000}};

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int[] size : SIZES) {
        for (boolean alpha : new boolean[] {false, true}) {
          for (ImageFormat format :
              List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP)) {
            add(size, alpha, format, "", request -> request.quality(100));
          }
          add(size, alpha, ImageFormat.PNG, "few colours", request -> request.palette(true));
          add(size, alpha, ImageFormat.WEBP, "lossless", request -> request.lossless(true));
        }
        add(
            size,
            false,
            ImageFormat.JPEG,
            "progressive",
            request -> request.quality(100).progressive(true).chroma(Chroma.FULL));
        add(
            size,
            false,
            ImageFormat.JPEG,
            "full chroma",
            request -> request.quality(100).chroma(Chroma.FULL));
        add(size, true, ImageFormat.WEBP, "bounded", request -> request.maxBytes(20_000));
      }
      int[] part = {500, 400};
      add(part, true, ImageFormat.PNG, "padded", r -> r.width(1000).height(1000).fit(Fit.CONTAIN));
      add(part, false, ImageFormat.JPEG, "padded", r -> r.width(999).height(99).fit(Fit.CONTAIN));
      add(part, true, ImageFormat.PNG, "cropped", r -> r.crop(Crop.parse("10%,10%,50%,50%")));
      return cases;
    }

    private void add(
        int[] size,
        boolean alpha,
        ImageFormat format,
        String option,
        UnaryOperator<ImageRequest.Builder> options) {
      String name =
          "%dx%d%s to %s %s"
              .formatted(size[0], size[1], alpha ? " with alpha" : "", format, option);
      ImageRequest.Builder request = ImageRequest.builder("drawn").format(format);
      cases.add(
          new MemoryCase(
              name,
              () -> Drawing.png(noise(size[0], size[1], alpha)),
              options.apply(request).build()));
    }

    private static BufferedImage noise(int width, int height, boolean alpha) {
      int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
      BufferedImage image = new BufferedImage(width, height, type);
      int[] argb = new Random(5).ints((long) width * height).toArray();
      image.setRGB(0, 0, width, height, argb, 0, width);
      return image;
    }
  }
}
