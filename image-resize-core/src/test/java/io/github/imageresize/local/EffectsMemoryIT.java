package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Padding;
import io.github.imageresize.Sharpening;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What effects take, and the search for a quality, beside decoding and reducing. */
class EffectsMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_ARGB}) {
        Supplier<byte[]> png = () -> Drawing.png(Drawing.blobs(900, 600, type));
        for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
          String name = type + " to " + format + ", ";
          add(name + "blur 1", png, format, request -> request.blur(1));
          add(name + "blur 100", png, format, request -> request.blur(100));
          add(
              name + "sharpen",
              png,
              format,
              request -> request.sharpen(new Sharpening(10, 2)).width(840));
          add(
              name + "all",
              png,
              format,
              request ->
                  request
                      .gamma(1.5)
                      .saturation(1.2)
                      .blur(3)
                      .sharpen(Sharpening.ofSigma(2))
                      .padding(Padding.all(40))
                      .radius(ImageRequest.MAX_RADIUS));
        }
        add(type + ", maxbytes", png, ImageFormat.JPEG, request -> request.maxBytes(15_000));
        add(
            type + ", maxbytes as WebP",
            png,
            ImageFormat.WEBP,
            request -> request.maxBytes(4_000).blur(1).width(420));
        add(type + ", palette", png, ImageFormat.PNG, request -> request.palette(true));
        add(
            type + ", lossless WebP",
            png,
            ImageFormat.WEBP,
            request -> request.lossless(true).width(420));
        add(type + ", trim", png, ImageFormat.JPEG, request -> request.trim(3).width(240));
        addOverlaid(type, png);
      }
      return cases;
    }

    private void addOverlaid(int type, Supplier<byte[]> png) {
      for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
        for (boolean repeat : new boolean[] {false, true}) {
          ImageRequest request =
              ImageRequest.builder("drawn")
                  .format(format)
                  .overlay("mark")
                  .overlayRepeat(repeat)
                  .build();
          Supplier<byte[]> mark =
              () -> Drawing.png(Drawing.blobs(420, 300, BufferedImage.TYPE_INT_ARGB));
          String name = type + " to " + format + ", overlay" + (repeat ? ", repeated" : "");
          cases.add(new MemoryCase(name, png, request, Optional.of(mark)));
        }
      }
    }

    private void add(
        String name,
        Supplier<byte[]> original,
        ImageFormat format,
        UnaryOperator<ImageRequest.Builder> options) {
      ImageRequest.Builder request = ImageRequest.builder("drawn").format(format);
      cases.add(new MemoryCase(name, original, options.apply(request).build()));
    }
  }
}
