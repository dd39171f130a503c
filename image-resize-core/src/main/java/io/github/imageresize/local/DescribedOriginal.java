package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.InterleavedRows;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.png.PngEncoder;
import io.github.imageresize.internal.effect.DominantColor;
import io.github.imageresize.internal.effect.ThumbHash;
import io.github.imageresize.internal.raster.ProfileName;
import java.util.ArrayList;
import java.util.List;

/** The describing of one original: what its header says, and a picture of it at a tiny size. */
final class DescribedOriginal {
  private static final int QUALITY = 100;

  private final ImageDecoder decoder;
  private final ResizePlan plan;
  private final Rendering tiny;

  DescribedOriginal(ImageDecoder decoder, ResizeLimits limits) {
    this.decoder = decoder;
    ImageRequest request =
        ImageRequest.builder("original")
            .width(ThumbHash.LONGEST_SIDE)
            .height(ThumbHash.LONGEST_SIDE)
            .fit(Fit.INSIDE)
            .build();
    plan = ResizePlan.of(decoder.header(), request, ThumbHash.LONGEST_SIDE);
    tiny = new Rendering(decoder, request, plan, new RgbaPixels());
    SourceLimits.check(tiny, decoder.header(), limits);
  }

  long memoryNeeded() {
    return tiny.memoryNeeded();
  }

  ImageDescription describe(Deadline deadline, DamageReport damage) {
    ImageHeader header = decoder.header();
    IccProfile profile = header.iccProfile();
    byte[] rgba = tiny.render(deadline, damage);
    byte[] hash = ThumbHash.of(rgba, plan.width());
    return ImageDescription.builder(header.format().name(), header.uprightSize())
        .frames(header.frames())
        .alpha(header.alpha())
        .profile(profile == null ? null : ProfileName.of(profile.bytes()))
        .dominantColor(DominantColor.of(rgba))
        .placeholder(hash, png(ThumbHash.draw(hash)))
        .build();
  }

  private static byte[] png(ThumbHash.Drawn drawn) {
    byte[] rgba = drawn.rgba();
    int planes = isOpaque(rgba) ? 3 : 4;
    List<Plane> rows = new ArrayList<>();
    for (int i = 0; i < planes; i++) {
      int plane = i;
      rows.add(
          Plane.fullSize(
              new SampledRows(
                  drawn.width(),
                  drawn.height(),
                  (y, samples) -> {
                    for (int x = 0; x < samples.length; x++) {
                      samples[x] = rgba[4 * (y * samples.length + x) + plane] & 0xFF;
                    }
                  })));
    }
    return new PngEncoder()
        .encode(
            new PlanarImage(ColorModel.RGB, planes == 4, drawn.width(), drawn.height(), rows),
            EncodeRequest.builder(QUALITY).build());
  }

  private static boolean isOpaque(byte[] rgba) {
    for (int i = 3; i < rgba.length; i += 4) {
      if (rgba[i] != (byte) 255) {
        return false;
      }
    }
    return true;
  }

  /** Writes nothing but the samples: red, green, blue and alpha, row by row. */
  private static final class RgbaPixels implements ImageEncoder {

    @Override
    public ImageFormat format() {
      return ImageFormat.PNG;
    }

    @Override
    public boolean accepts(ColorModel model, boolean alpha) {
      return model == ColorModel.RGB;
    }

    @Override
    public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
      return 16L * width * height + (64 << 10);
    }

    @Override
    public byte[] encode(PlanarImage image, EncodeRequest request) {
      InterleavedRows rows = new InterleavedRows(image);
      byte[] row = new byte[rows.rowBytes()];
      int planes = image.planes().size();
      byte[] rgba = new byte[4 * image.width() * image.height()];
      for (int y = 0, at = 0; y < image.height(); y++) {
        rows.read(y, row, 0);
        for (int x = 0; x < row.length; x += planes, at += 4) {
          rgba[at + 3] = (byte) 255;
          System.arraycopy(row, x, rgba, at, planes);
        }
      }
      return rgba;
    }
  }
}
