package io.github.imageresize.codec.png;

import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.ExifTags;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.SourceFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the pixels of a PNG. Damaged chunks that pixels do not need are as if they
 * were not there.
 */
final class PngMetadata {
  private static final int LARGEST_PROFILE = 4 << 20;
  private static final int LONGEST_TEXT = 4096;

  private final PngLayout layout;
  private final Map<String, String> texts = new HashMap<>();
  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private @Nullable IccProfile profile;
  private ExifTags exif = ExifTags.NONE;
  private int frames = 1;

  private PngMetadata(PngLayout layout) {
    this.layout = layout;
  }

  /** Reads up to the first IDAT, where {@code chunks} stands then. */
  static PngMetadata read(PngChunks chunks) {
    chunks.advance();
    PngMetadata metadata = new PngMetadata(PngLayout.read(chunks));
    for (chunks.advance(); !chunks.is("IDAT"); chunks.advance()) {
      metadata.readChunk(chunks);
    }
    if (metadata.layout.colorType() == PngLayout.PALETTE && metadata.palette == null) {
      throw BadImage.corrupt("PNG of palette colours has no PLTE chunk");
    }
    return metadata;
  }

  private void readChunk(PngChunks chunks) {
    if (chunks.is("PLTE")) {
      chunks.requireIntact();
      if (chunks.length() == 0 || chunks.length() % 3 != 0 || chunks.length() > 768) {
        throw BadImage.corrupt("PNG palette must have 1..256 colours of 3 bytes");
      }
      palette = chunks.data();
    } else if (chunks.is("IEND")) {
      throw BadImage.corrupt("PNG has no pixels");
    } else if (chunks.isCritical()) {
      throw BadImage.corrupt("PNG has an unknown critical chunk " + chunks.printableType());
    } else if (chunks.isIntact()) {
      readAncillary(chunks);
    }
  }

  private void readAncillary(PngChunks chunks) {
    if (chunks.is("tRNS")) {
      readTransparency(chunks.data());
    } else if (chunks.is("iCCP")) {
      profile = profile(chunks.data());
    } else if (chunks.is("eXIf")) {
      exif = ExifTags.parse(chunks.data());
    } else if (chunks.is("acTL") && chunks.length() >= 4) {
      frames = Math.max(1, chunks.int32(chunks.start()));
    } else if (chunks.is("tEXt") && chunks.length() <= LONGEST_TEXT) {
      readText(new String(chunks.data(), StandardCharsets.ISO_8859_1).split("\0", 2));
    } else if (chunks.is("iTXt") && chunks.length() <= LONGEST_TEXT) {
      readText(internationalText(new String(chunks.data(), StandardCharsets.UTF_8)));
    }
  }

  private void readTransparency(byte[] data) {
    boolean complete =
        switch (layout.colorType()) {
          case PngLayout.GREY -> data.length >= 2;
          case PngLayout.RGB -> data.length >= 6;
          case PngLayout.PALETTE -> true;
          default -> false;
        };
    if (complete) {
      transparency = data;
    }
  }

  private static @Nullable IccProfile profile(byte[] data) {
    int name = 0;
    while (name < data.length && data[name] != 0) {
      name++;
    }
    if (name + 2 >= data.length || data[name + 1] != 0) {
      return null;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data, name + 2, data.length - name - 2);
      return inflate(inflater);
    } catch (DataFormatException e) {
      return null; // browsers too show the picture as if there were no profile
    } finally {
      inflater.end();
    }
  }

  private static @Nullable IccProfile inflate(Inflater inflater) throws DataFormatException {
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      if (count == 0 || inflated.size() + count > LARGEST_PROFILE) {
        return null;
      }
      inflated.write(buffer, 0, count);
    }
    return IccProfile.wrap(inflated.toByteArray());
  }

  /** Keyword and text of an uncompressed iTXt (clause 11.3.4.5); others are left out. */
  private static String[] internationalText(String data) {
    int end = data.indexOf('\0');
    if (end < 0 || !data.startsWith("\0\0", end + 1)) {
      return new String[0];
    }
    String[] parts = data.substring(end + 3).split("\0", 3);
    return parts.length == 3 ? new String[] {data.substring(0, end), parts[2]} : new String[0];
  }

  private void readText(String[] keywordAndText) {
    if (keywordAndText.length == 2 && !keywordAndText[1].isBlank()) {
      texts.putIfAbsent(keywordAndText[0], keywordAndText[1].strip());
    }
  }

  PngLayout layout() {
    return layout;
  }

  byte[] palette() {
    return palette == null ? new byte[0] : palette;
  }

  byte @Nullable [] transparency() {
    return transparency == null ? null : Arrays.copyOf(transparency, transparency.length);
  }

  ImageHeader header() {
    return new ImageHeader(
        SourceFormat.PNG,
        layout.width(),
        layout.height(),
        frames,
        exif.orientation(),
        layout.hasAlphaChannel() || transparency != null,
        profile,
        exif.copyright() != null ? exif.copyright() : texts.get("Copyright"),
        exif.artist() != null ? exif.artist() : texts.get("Author"));
  }
}
