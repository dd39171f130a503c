package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.FormatCodec;
import io.github.imageresize.internal.codec.MagicBytes;
import java.util.List;

/** Bitmaps of Windows and OS/2, in files of their own and in icons. */
public final class BmpCodec extends FormatCodec {
  /**
   * The codec and the version of its bytes. To be raised whenever any original or any request gives
   * other bytes than before; {@code EncodedBytesTest} fails where that was forgotten.
   */
  public static final String VERSION = "bmp3";

  /** What is read. */
  public static final SourceFormat FORMAT = SourceFormat.named("BMP");

  /** Windows icon or cursor. */
  static final SourceFormat ICON = SourceFormat.named("ICO");

  private static final int SHORTEST = 26;

  /** The codec. */
  public BmpCodec() {
    super(VERSION, List.of(FORMAT, ICON), List.of());
  }

  @Override
  public boolean recognises(byte[] original) {
    return isBitmap(original) || isIcon(original);
  }

  private static boolean isBitmap(byte[] original) {
    return MagicBytes.stand(original, 0, 'B', 'M') && original.length >= SHORTEST;
  }

  /** Icons (1) and cursors (2), whose directories are not empty and lie within the file. */
  private static boolean isIcon(byte[] original) {
    boolean magic =
        MagicBytes.stand(original, 0, 0, 0, 1, 0) || MagicBytes.stand(original, 0, 0, 0, 2, 0);
    if (!magic || original.length < 6 + 16) {
      return false;
    }
    int count = (original[4] & 0xFF) | (original[5] & 0xFF) << 8;
    return count > 0 && 6 + 16L * count <= original.length;
  }

  @Override
  public ImageDecoder open(byte[] original) {
    return isBitmap(original) ? BmpDecoder.open(original) : IconDecoder.open(original);
  }
}
