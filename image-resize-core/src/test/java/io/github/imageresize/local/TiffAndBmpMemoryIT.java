package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.codec.DecodedPictures;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What the decoders of TIFF and BMP and the plug-ins take, over sizes, depths, tilings,
 * compressions and crops.
 */
class TiffAndBmpMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private static final int[][] SIZES = {{900, 600}, {40, 5000}, {5000, 40}};
    private static final int NONE = 1;
    private static final int FAX = 4;
    private static final int JPEG = 7;
    private static final int DEFLATE = 8;

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int[] size : SIZES) {
        int width = size[0];
        int height = size[1];
        String label = " of " + width + "x" + height;
        add("bitmap" + label, () -> written(width, height, BufferedImage.TYPE_3BYTE_BGR, "bmp"));
        add("LZW" + label, () -> written(width, height, BufferedImage.TYPE_INT_ARGB, "tiff"));
        add("grey" + label, () -> tiff(width, height, NONE, 1, 8).chunk(new byte[width * height]));
        add(
            "deflated, 16 bits" + label,
            () -> tiff(width, height, DEFLATE, 2, 16, 16, 16).chunk(zeros(width, height, 48)));
        add(
            "planes" + label,
            () ->
                tiff(width, height, DEFLATE, 2, 8, 8, 8)
                    .put(284, TiffFiles.SHORT, 2)
                    .chunk(zeros(width, height, 8))
                    .chunk(zeros(width, height, 8))
                    .chunk(zeros(width, height, 8)));
        add(
            "inks" + label,
            () -> tiff(width, height, DEFLATE, 5, 8, 8, 8, 8).chunk(zeros(width, height, 32)));
        add(
            "palette of 16 bits" + label,
            () -> tiff(width, height, DEFLATE, 3, 16).chunk(zeros(width, height, 16)));
        add(
            "subsampled chroma" + label,
            () -> tiff(width, height, DEFLATE, 6, 8, 8, 8).chunk(zeros(width, height, 24)));
        add(
            "floating point" + label,
            () ->
                tiff(width, height, DEFLATE, 1, 32)
                    .put(339, TiffFiles.SHORT, 3)
                    .put(317, TiffFiles.SHORT, 3)
                    .chunk(zeros(width, height, 32)));
        add("tiles" + label, () -> tiles(width, height, DEFLATE, zeros(256, 256, 24)));
        byte[] jpeg = written(256, 256, BufferedImage.TYPE_3BYTE_BGR, "jpeg");
        add("JPEG tiles" + label, () -> tiles(width, height, JPEG, jpeg));
        for (int components : new int[] {1, 3}) {
          add(
              "lossless JPEG of %d components%s".formatted(components, label),
              () -> UniformJpegs.whole(UniformJpegs.LOSSLESS, width, height, components));
        }
        add(
            "JPEG of four inks" + label,
            () -> UniformJpegs.whole(UniformJpegs.BASELINE, width, height, 4));
        add("fax" + label, () -> tiff(width, height, FAX, 1, 1).chunk(new byte[height / 8 + 1]));
      }
      return cases;
    }

    private void add(String name, Supplier<?> drawing) {
      Supplier<byte[]> original =
          () -> {
            Object drawn = drawing.get();
            return drawn instanceof TiffFiles tiff ? tiff.file() : (byte[]) drawn;
          };
      ImageRequest reduced =
          ImageRequest.builder("a").width(300).height(300).format(ImageFormat.JPEG).build();
      cases.add(new MemoryCase(name, original, reduced));
      cases.add(
          new MemoryCase(
              name + ", cropped",
              original,
              reduced.toBuilder().crop(Crop.parse("20%,30%,30%,50%")).build()));
    }

    private static TiffFiles tiff(
        int width, int height, int compression, int photometric, long... depths) {
      return TiffFiles.tiff()
          .size(width, height)
          .pixels(photometric, depths)
          .compression(compression);
    }

    private static TiffFiles tiles(int width, int height, int compression, byte[] tile) {
      int photometric = compression == JPEG ? 6 : 2;
      TiffFiles tiff = tiff(width, height, compression, photometric, 8, 8, 8).tiles(256, 256);
      for (int i = 0; i < (width + 255) / 256 * ((height + 255) / 256); i++) {
        tiff.chunk(tile);
      }
      return tiff;
    }

    /** Deflated. */
    private static byte[] zeros(int width, int height, int bits) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater =
          new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
        byte[] row = new byte[(width * bits + 7) / 8];
        for (int y = 0; y < height; y++) {
          deflater.write(row);
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return out.toByteArray();
    }

    private static byte[] written(int width, int height, int type, String format) {
      return DecodedPictures.written(DecodedPictures.drawn(width, height, type), format);
    }
  }
}
