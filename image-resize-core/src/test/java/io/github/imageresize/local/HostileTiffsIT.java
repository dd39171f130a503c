package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** TIFFs, bitmaps and odd JPEGs that claim more than they hold. */
class HostileTiffsIT {

  @Test
  void endInTimeInASmallHeap() throws Exception {
    SmallHeap.assertSurvives(96, Originals.class);
  }

  /** Drawn in the virtual machine that reads them. */
  public static final class Originals implements MemoryCases {
    private static final int WIDTH = 256;
    private static final int ICC_PROFILE = 34675;
    private static final int COPYRIGHT = 33432;
    private static final int DEFLATE = 8;
    private static final int JPEG = 7;
    private static final int OLD_JPEG = 6;
    private static final int FAX = 4;

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      add(
          "strip of 1x1 that is a progressive JPEG of 14000x14000",
          () ->
              TiffFiles.tiff()
                  .size(1, 1)
                  .pixels(6, 8, 8, 8)
                  .compression(JPEG)
                  .chunk(jpeg(0xC2, 14_000, 14_000, 3))
                  .file());
      for (int method : new int[] {JPEG, OLD_JPEG}) {
        add(
            "tile of 16x16 by method " + method + " that is a JPEG of four inks of 60000x60000",
            () ->
                TiffFiles.tiff()
                    .size(16, 16)
                    .pixels(5, 8, 8, 8, 8)
                    .compression(method)
                    .tiles(16, 16)
                    .chunk(jpeg(0xC2, 60_000, 60_000, 4))
                    .file());
      }
      add("400 entries of the same mebibyte", () -> manyEntries(400, 1 << 20));
      add("10000 overlapping directories", Originals::manyDirectories);
      add(
          "tiles 400 million wide",
          () -> grey(3, 3).tiles(400_000_000, 16).chunk(new byte[100]).file());
      add(
          "tiles 400 million wide, deflated",
          () ->
              grey(3, 3)
                  .tiles(400_000_000, 16)
                  .compression(DEFLATE)
                  .chunk(deflated(20 << 20))
                  .file());
      add("fax tiles 400 million wide", () -> fax(3, 3).tiles(400_000_000, 9).chunk(1).file());
      add("90000 tiles of 1x1", () -> manyTiles(1));
      add("90000 tiles of 1x1, deflated", () -> manyTiles(DEFLATE));
      add("90000 tiles of 1x1, JPEG", () -> manyTiles(JPEG));
      add(
          "numbers of bytes in bytes",
          () -> grey(100, 2).countType(TiffFiles.BYTE).chunk(new byte[200]).file());
      add(
          "signed samples",
          () ->
              TiffFiles.tiff()
                  .size(9, 9)
                  .pixels(1, 16)
                  .put(339, TiffFiles.SHORT, 2)
                  .chunk(new byte[162])
                  .file());
      add("rows of 2 billion pixels", () -> grey(2_000_000_000, 1).chunk(new byte[99]).file());
      add("2 billion rows", () -> grey(1, 2_000_000_000).chunk(new byte[99]).file());
      add(
          "9000x9000 in one deflated tile",
          () ->
              grey(9000, 9000)
                  .tiles(9008, 9008)
                  .compression(DEFLATE)
                  .chunk(deflated(9008 * 9008))
                  .file());
      add(
          "9000x9000 in two deflated tiles",
          () ->
              grey(9000, 9000)
                  .tiles(4512, 9008)
                  .compression(DEFLATE)
                  .chunk(deflated(4512 * 9008))
                  .chunk(deflated(4512 * 9008))
                  .file());
      add("fax of 10000x10000", () -> fax(10_000, 10_000).chunk(new byte[300]).file());
      add(
          "profile and notice of 5 mebibytes",
          () ->
              grey(1, 1)
                  .putBytes(ICC_PROFILE, new byte[5 << 20])
                  .putBytes(COPYRIGHT, new byte[5 << 20])
                  .chunk(1)
                  .file());
      for (int process : new int[] {0xC3, 0xC9, 0xCA, 0xC1}) {
        add(
            "JPEG of process " + Integer.toHexString(process) + " of 9000x9000",
            () -> jpeg(process, 9000, 9000, 3));
      }
      add(
          "whole lossless JPEG of 3000x3000",
          () -> UniformJpegs.whole(UniformJpegs.LOSSLESS, 3000, 3000, 3));
      add("JPEG of four inks, progressive, 9900x9900", () -> jpeg(0xC2, 9900, 9900, 4));
      add("bitmap of 1x100 million in runs", () -> bitmap(1, 100_000_000, 8, 1));
      add("bitmap of 10000x10000 of which nothing is there", () -> bitmap(10_000, 10_000, 32, 0));
      Random random = new Random(5);
      add(
          "noise behind a TIFF's first bytes",
          () -> {
            byte[] noise = new byte[1 << 16];
            random.nextBytes(noise);
            System.arraycopy(grey(9, 9).chunk(1).file(), 0, noise, 0, 8);
            return noise;
          });
      return cases;
    }

    /** One is made small as a whole, one of a small part. */
    private void add(String name, Supplier<byte[]> original) {
      ImageRequest small =
          ImageRequest.builder("a").width(200).height(200).format(ImageFormat.JPEG).build();
      cases.add(new MemoryCase(name, original, small));
      cases.add(
          new MemoryCase(
              name + ", cropped",
              original,
              small.toBuilder().crop(Crop.parse("1%,1%,5%,5%")).build()));
    }

    private static TiffFiles grey(int width, int height) {
      return TiffFiles.tiff().size(width, height).pixels(1, 8);
    }

    private static TiffFiles fax(int width, int height) {
      return TiffFiles.tiff().size(width, height).pixels(1, 1).compression(FAX);
    }

    private static byte[] manyEntries(int count, int bytes) {
      TiffFiles tiff = grey(1, 1);
      for (int i = 0; i < count; i++) {
        tiff.put(40_000 + i, TiffFiles.UNDEFINED, 0);
      }
      byte[] file = tiff.chunk(new byte[bytes + 9]).file();
      ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      int entries = numbers.getShort(8);
      for (int i = 0; i < entries; i++) {
        int at = 10 + 12 * i;
        if ((numbers.getShort(at) & 0xFFFF) >= 40_000) {
          numbers.putInt(at + 4, bytes).putInt(at + 8, file.length - bytes);
        }
      }
      return file;
    }

    /** Each begins six bytes behind the one before, and has all entries that follow. */
    private static byte[] manyDirectories() {
      ByteBuffer file = ByteBuffer.allocate(866_000).order(ByteOrder.LITTLE_ENDIAN);
      file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
      for (int at = 8; at + 86 < file.capacity(); at += 86) {
        file.putShort(at, (short) 7);
        for (int entry = 0; entry < 7; entry++) {
          int entryAt = at + 2 + 12 * entry;
          file.putShort(entryAt, (short) (WIDTH + entry)).putShort(entryAt + 2, (short) 3);
          file.putInt(entryAt + 4, 1).putInt(entryAt + 8, 1);
        }
      }
      return file.array();
    }

    private static byte[] manyTiles(int method) {
      TiffFiles tiff =
          method == JPEG
              ? TiffFiles.tiff().size(300, 300).pixels(6, 8, 8, 8)
              : TiffFiles.tiff().size(300, 300).pixels(1, 8);
      tiff.compression(method).tiles(1, 1);
      byte[] tile =
          switch (method) {
            case DEFLATE -> deflated(1);
            case JPEG -> jpeg(0xC0, 1, 1, 3);
            default -> new byte[] {1};
          };
      for (int i = 0; i < 90_000; i++) {
        tiff.chunk(tile);
      }
      return tiff.file();
    }

    private static byte[] deflated(int zeros) {
      Deflater deflater = new Deflater();
      byte[] out = new byte[zeros / 500 + 100];
      byte[] part = new byte[1 << 16];
      int length = 0;
      for (int left = zeros; left > 0; left -= part.length) {
        deflater.setInput(part, 0, Math.min(left, part.length));
        length += deflater.deflate(out, length, out.length - length);
      }
      deflater.finish();
      length += deflater.deflate(out, length, out.length - length);
      deflater.end();
      return Arrays.copyOf(out, length);
    }

    private static byte[] jpeg(int process, int width, int height, int components) {
      return UniformJpegs.withData(process, width, height, components, 16);
    }

    private static byte[] bitmap(int width, int height, int depth, int compression) {
      ByteBuffer file = ByteBuffer.allocate(62).order(ByteOrder.LITTLE_ENDIAN);
      file.put((byte) 'B').put((byte) 'M').putInt(62).putInt(0).putInt(54);
      file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) depth);
      file.putInt(compression);
      return file.array();
    }
  }
}
