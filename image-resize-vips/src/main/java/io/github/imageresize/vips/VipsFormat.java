package io.github.imageresize.vips;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The formats that are read by libvips, told by their first bytes. */
enum VipsFormat {
  /** HEIF with HEVC inside (ISO/IEC 23008-12), as telephones write it. */
  HEIC(SourceFormat.named("HEIC"), "VipsForeignLoadHeif"),
  /** HEIF with AV1 inside. */
  AVIF(SourceFormat.of("AVIF", ImageFormat.AVIF), "VipsForeignLoadHeif"),
  /** JPEG XL (ISO/IEC 18181), bare or in its container. */
  JXL(SourceFormat.of("JPEG XL", ImageFormat.JXL), "VipsForeignLoadJxl"),
  /** JPEG 2000 (ITU T.800), bare or in its container. */
  JPEG_2000(SourceFormat.named("JPEG 2000"), "VipsForeignLoadJp2k"),
  /** Scalable vector graphics, by option. */
  SVG(SourceFormat.named("SVG"), "VipsForeignLoadSvg"),
  /** The first page of a PDF, by option. */
  PDF(SourceFormat.named("PDF"), "VipsForeignLoadPdf");

  /** Those that are read without being asked for. */
  static final List<VipsFormat> USUAL = List.of(HEIC, AVIF, JXL, JPEG_2000);

  private static final Set<String> HEVC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");
  private static final Set<String> AV1_BRANDS = Set.of("avif", "avis");
  private static final byte[] JXL_BOX = {0, 0, 0, 12, 'J', 'X', 'L', ' ', 13, 10, (byte) 0x87, 10};
  private static final byte[] JP2_BOX = {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, (byte) 0x87, 10};
  private static final int MOST_BRANDS = 64;
  private static final int PROLOGUE = 1024;

  @SuppressWarnings("ImmutableEnumChecker") // it is immutable
  private final SourceFormat format;

  private final String loader;

  VipsFormat(SourceFormat format, String loader) {
    this.format = format;
    this.loader = loader;
  }

  SourceFormat format() {
    return format;
  }

  /** The class of libvips's operations that read it. */
  String loader() {
    return loader;
  }

  static Optional<VipsFormat> of(byte[] original) {
    if (begins(original, JXL_BOX) || begins(original, new byte[] {(byte) 0xFF, 0x0A})) {
      return Optional.of(JXL);
    }
    if (begins(original, JP2_BOX)
        || begins(original, new byte[] {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51})) {
      return Optional.of(JPEG_2000);
    }
    if (original.length >= 16 && text(original, 4, 4).equals("ftyp")) {
      return ofBrands(original);
    }
    if (begins(original, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
      return Optional.of(PDF);
    }
    return looksLikeSvg(original) ? Optional.of(SVG) : Optional.empty();
  }

  /** The file type box (ISO/IEC 14496-12, 4.3): a brand, a version, and compatible brands. */
  private static Optional<VipsFormat> ofBrands(byte[] original) {
    int length =
        (original[0] & 0xFF) << 24
            | (original[1] & 0xFF) << 16
            | (original[2] & 0xFF) << 8
            | (original[3] & 0xFF);
    int end = Math.min(Math.min(length, original.length), 16 + 4 * MOST_BRANDS);
    boolean hevc = HEVC_BRANDS.contains(text(original, 8, 4));
    boolean av1 = AV1_BRANDS.contains(text(original, 8, 4));
    for (int at = 16; at + 4 <= end; at += 4) {
      String brand = text(original, at, 4);
      hevc |= HEVC_BRANDS.contains(brand);
      av1 |= AV1_BRANDS.contains(brand);
    }
    if (av1) {
      return Optional.of(AVIF);
    }
    return hevc ? Optional.of(HEIC) : Optional.empty();
  }

  /** An {@code <svg} behind nothing but what may stand before a root element. */
  private static boolean looksLikeSvg(byte[] original) {
    int from = begins(original, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}) ? 3 : 0;
    String prologue = text(original, from, PROLOGUE).stripLeading();
    return prologue.startsWith("<svg")
        || ((prologue.startsWith("<?xml") || prologue.startsWith("<!"))
            && prologue.contains("<svg"));
  }

  private static boolean begins(byte[] original, byte[] magic) {
    return original.length >= magic.length
        && Arrays.equals(original, 0, magic.length, magic, 0, magic.length);
  }

  private static String text(byte[] bytes, int from, int length) {
    int start = Math.min(from, bytes.length);
    return new String(
        bytes, start, Math.min(length, bytes.length - start), StandardCharsets.ISO_8859_1);
  }
}
