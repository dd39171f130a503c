package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.internal.codec.DecodedPictures;
import io.github.imageresize.internal.codec.webp.LosslessWebp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** What the codecs of PNG, GIF and WebP take, over sizes, depths, interlacing, crops, profiles. */
class CodecMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private static final int[][] SIZES = {{1000, 700}, {1, 200_000}, {30_000, 9}};

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int[] size : SIZES) {
        for (boolean interlaced : new boolean[] {false, true}) {
          for (int[] kind : new int[][] {{0, 1}, {2, 8}, {6, 16}}) {
            String name =
                "PNG of type %d with %d bits, %dx%d%s"
                    .formatted(
                        kind[0], kind[1], size[0], size[1], interlaced ? ", interlaced" : "");
            Supplier<byte[]> png = () -> png(size[0], size[1], kind[0], kind[1], interlaced, 0);
            add(name, png, ImageFormat.JPEG);
            addCropped(name, png, size);
          }
        }
        add(
            "GIF, %dx%d".formatted(size[0], size[1]),
            () -> gif(Math.min(65_535, size[0]), Math.min(65_535, size[1])),
            ImageFormat.PNG);
      }
      add(
          "PNG with a profile of 3 MiB",
          () -> png(900, 700, 2, 8, false, 3 << 20),
          ImageFormat.PNG);
      for (int[] size : new int[][] {{1000, 750}, {9, 16_000}, {16_000, 9}}) {
        String name = "lossless WebP, %dx%d".formatted(size[0], size[1]);
        add(name, () -> LosslessWebp.noise(size[0], size[1]), ImageFormat.PNG);
      }
      for (ImageFormat format : List.of(ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP)) {
        cases.add(
            new MemoryCase(
                "noise enlarged to 1000 as " + format,
                () -> png(500, 500, 6, 8, false, 0),
                ImageRequest.builder("drawn")
                    .width(1000)
                    .enlarge(true)
                    .format(format)
                    .quality(100)
                    .build()));
      }
      for (Position position : List.of(Position.ENTROPY, Position.ATTENTION)) {
        cases.add(
            new MemoryCase(
                "a part of 4000x700, chosen by " + position,
                () -> png(4000, 700, 6, 8, false, 0),
                ImageRequest.builder("drawn")
                    .width(300)
                    .height(700)
                    .fit(Fit.COVER)
                    .position(position)
                    .build()));
      }
      return cases;
    }

    private void add(String name, Supplier<byte[]> original, ImageFormat format) {
      cases.add(
          new MemoryCase(
              name + " to " + format,
              original,
              ImageRequest.builder("drawn").width(120).height(120).format(format).build()));
    }

    private void addCropped(String name, Supplier<byte[]> original, int[] size) {
      int width = Math.min(size[0], 40);
      int height = Math.min(size[1], 40);
      cases.add(
          new MemoryCase(
              name + ", cropped",
              original,
              ImageRequest.builder("drawn")
                  .crop(Crop.pixels(size[0] - width, size[1] - height, width, height))
                  .format(ImageFormat.PNG)
                  .build()));
    }

    private static byte[] gif(int width, int height) {
      return DecodedPictures.written(
          new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED), "gif");
    }

    /** Noise; the passes of an interlaced picture differ from rows in nothing but their lengths. */
    private static byte[] png(
        int width, int height, int colorType, int depth, boolean interlaced, int profile) {
      int bits = depth * (colorType == 0 ? 1 : colorType == 2 ? 3 : 4);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
      ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      header.put((byte) depth).put((byte) colorType).put(12, (byte) (interlaced ? 1 : 0));
      chunk(out, "IHDR", header.array());
      if (profile > 0) {
        ByteBuffer icc = ByteBuffer.allocate(profile);
        new Random(1).nextBytes(icc.array());
        icc.putInt(0, profile);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {'x', 0, 0});
        data.writeBytes(deflated(icc.array()));
        chunk(out, "iCCP", data.toByteArray());
      }
      int[][] passes =
          interlaced
              ? new int[][] {
                {0, 0, 8, 8},
                {4, 0, 8, 8},
                {0, 4, 4, 8},
                {2, 0, 4, 4},
                {0, 2, 2, 4},
                {1, 0, 2, 2},
                {0, 1, 1, 2}
              }
              : new int[][] {{0, 0, 1, 1}};
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      Random random = new Random(2);
      for (int[] pass : passes) {
        int passWidth = (width - pass[0] + pass[2] - 1) / pass[2];
        byte[] row = new byte[passWidth <= 0 ? 0 : (passWidth * bits + 7) / 8];
        for (int y = pass[1]; y < height && row.length > 0; y += pass[3]) {
          random.nextBytes(row);
          raw.write(y % 5);
          raw.writeBytes(row);
        }
      }
      chunk(out, "IDAT", deflated(raw.toByteArray()));
      chunk(out, "IEND", new byte[0]);
      return out.toByteArray();
    }

    private static byte[] deflated(byte[] raw) {
      Deflater deflater = new Deflater(1);
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
      byte[] name = type.getBytes(StandardCharsets.US_ASCII);
      CRC32 crc = new CRC32();
      crc.update(name);
      crc.update(data);
      out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
      out.writeBytes(name);
      out.writeBytes(data);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
  }
}
