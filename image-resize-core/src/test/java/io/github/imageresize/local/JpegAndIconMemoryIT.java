package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What JPEGs of all kinds, icons and bitmaps of runs take, over sizes, reductions and crops. */
class JpegAndIconMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private static final int[][] SIZES = {{900, 700}, {16, 8000}, {8000, 16}};

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int[] size : SIZES) {
        int width = size[0];
        int height = size[1];
        String label = " of %dx%d".formatted(width, height);
        add("baseline" + label, () -> LargeJpegs.baseline(width, height));
        add("progressive" + label, () -> LargeJpegs.progressive(width, height));
        add(
            "sequential, one component" + label,
            () -> UniformJpegs.whole(UniformJpegs.BASELINE, width, height, 1));
        add("bitmap of runs" + label, () -> runs(width, height));
      }
      add("small bitmap of runs", () -> runs(60, 40));
      add("PNG in an icon", () -> icon(Drawing.png(noise(600, 500))));
      return cases;
    }

    private void add(String name, Supplier<byte[]> original) {
      ImageRequest.Builder request = ImageRequest.builder("drawn").format(ImageFormat.JPEG);
      cases.add(new MemoryCase(name + ", whole", original, request.build()));
      cases.add(
          new MemoryCase(name + ", reduced", original, request.width(200).height(200).build()));
      cases.add(
          new MemoryCase(
              name + ", cropped", original, request.crop(Crop.parse("20%,30%,30%,50%")).build()));
    }

    private static BufferedImage noise(int width, int height) {
      return Drawing.blobs(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    private static byte[] icon(byte[] png) {
      ByteBuffer icon = ByteBuffer.allocate(22 + png.length).order(ByteOrder.LITTLE_ENDIAN);
      icon.putShort((short) 0).putShort((short) 1).putShort((short) 1);
      icon.putInt(0).putShort((short) 1).putShort((short) 32).putInt(png.length).putInt(22);
      return icon.put(png).array();
    }

    /** Of 255 pixels at most, in two colours in turn. */
    private static byte[] runs(int width, int height) {
      int inRow = (width + 254) / 255;
      ByteBuffer file = ByteBuffer.allocate(62 + height * (2 * inRow + 2));
      file.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'B').put((byte) 'M').putInt(file.capacity());
      file.putInt(0).putInt(62).putInt(40).putInt(width).putInt(height);
      file.putShort((short) 1).putShort((short) 8).putInt(1).putInt(0).putInt(0).putInt(0);
      file.putInt(2).putInt(0).putInt(0xFF8020).putInt(0x2040C0);
      for (int y = 0; y < height; y++) {
        for (int left = width; left > 0; left -= 255) {
          file.put((byte) Math.min(255, left)).put((byte) (y & 1));
        }
        file.putShort((short) 0);
      }
      return file.array();
    }
  }
}
