package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import io.github.imageresize.internal.codec.jpeg.FrameHeader;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.Segment;
import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JPEG file read up to the data of its first scan: all that is known without decoding. */
public final class JpegFile {
  private static final int LARGEST_PROFILE = 16 << 20;

  private final byte[] bytes;
  private final CodingTables tables = new CodingTables();
  private final TreeMap<Integer, Segment> profileChunks = new TreeMap<>();
  private ExifTags exif = ExifTags.NONE;
  private boolean jfif;
  private int adobeTransform = -1;
  private @Nullable FrameHeader frame;
  private @Nullable ScanHeader firstScan;
  private int scanData;

  private JpegFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads a file, which must have a frame header; one without a scan is good for its header. */
  public static JpegFile read(byte[] bytes) {
    JpegFile file = new JpegFile(bytes);
    file.readSegments();
    if (file.frame == null) {
      throw BadImage.corrupt("JPEG has no frame header");
    }
    return file;
  }

  private void readSegments() {
    MarkerReader markers = MarkerReader.open(bytes);
    Segment segment = markers.next();
    while (segment != null) {
      if (Marker.isFrame(segment.marker())) {
        if (frame != null) {
          throw BadImage.corrupt("JPEG has two frame headers before its first scan");
        }
        frame = FrameHeader.read(segment);
      } else if (segment.marker() == Marker.SOS) {
        readScan(segment, markers.position());
        return;
      } else {
        readApplicationData(segment);
        tables.read(segment);
      }
      segment = markers.next();
    }
  }

  private void readScan(Segment segment, int data) {
    FrameHeader header = frame;
    if (header == null) {
      throw BadImage.corrupt("JPEG has a scan before its frame header");
    }
    firstScan = ScanHeader.read(segment, header);
    scanData = data;
    if (header.height() == 0) {
      frame = header.withHeight(numberOfLines(data));
    }
  }

  /** The height that a DNL segment behind the first scan tells (B.2.5). */
  private int numberOfLines(int data) {
    Segment segment = new MarkerReader(bytes, EntropyReader.endOfScan(bytes, data)).next();
    int lines = segment != null && segment.marker() == Marker.DNL ? segment.readShort() : 0;
    if (lines == 0) {
      throw BadImage.corrupt("JPEG does not tell its height");
    }
    return lines;
  }

  private void readApplicationData(Segment segment) {
    switch (segment.marker()) {
      case Marker.APP0 -> jfif |= segment.skipIdentifier("JFIF\0");
      case Marker.APP1 -> {
        if (exif.equals(ExifTags.NONE) && segment.skipIdentifier("Exif\0\0")) {
          exif = ExifTags.parse(segment.readRest());
        }
      }
      case Marker.APP2 -> {
        if (segment.skipIdentifier("ICC_PROFILE\0") && segment.remaining() > 2) {
          int number = segment.readByte();
          segment.readByte();
          profileChunks.put(number, segment);
        }
      }
      case Marker.APP14 -> {
        if (segment.skipIdentifier("Adobe") && segment.remaining() >= 7) {
          segment.readBytes(6);
          adobeTransform = segment.readByte();
        }
      }
      default -> {}
    }
  }

  /** All of it; shared. */
  public byte[] bytes() {
    return bytes;
  }

  /** The frame header, with the height that a DNL segment tells where it tells none. */
  public FrameHeader frame() {
    FrameHeader header = frame;
    if (header == null) {
      throw new IllegalStateException("read() did not check");
    }
    return header;
  }

  /** The first scan's header, or null if the file ends before it. */
  @Nullable ScanHeader firstScan() {
    return firstScan;
  }

  /** Where the data of the first scan begin. */
  int scanData() {
    return scanData;
  }

  /** The tables in force at the first scan. */
  CodingTables tables() {
    return tables.copy();
  }

  /** The tags of the first APP1 segment that has some. */
  public ExifTags exif() {
    return exif;
  }

  /**
   * The profile of the APP2 segments (ICC.1 B.4), in the order of their numbers, or null. It is put
   * together when it is asked for.
   */
  public @Nullable IccProfile iccProfile() {
    int length = 0;
    for (Segment chunk : profileChunks.values()) {
      length += chunk.remaining() <= LARGEST_PROFILE - length ? chunk.remaining() : 0;
    }
    int whole = length;
    return whole == 0 ? null : IccProfile.deferred(whole, () -> profile(whole));
  }

  private byte[] profile(int length) {
    ByteArrayOutputStream profile = new ByteArrayOutputStream(length);
    for (Segment chunk : profileChunks.values()) {
      if (chunk.remaining() <= LARGEST_PROFILE - profile.size()) {
        profile.writeBytes(chunk.readRest());
      }
    }
    return profile.toByteArray();
  }

  /**
   * What the components mean: by the Adobe segment's transform if there is one (T.872 6.5.3), else
   * YCbCr unless the identifiers say RGB, as libjpeg takes it.
   */
  ColorModel colorModel() {
    FrameHeader header = frame();
    if (header.components().size() == 1) {
      return ColorModel.GREY;
    }
    if (jfif || adobeTransform > 0) {
      return ColorModel.YCBCR;
    }
    boolean named =
        header.components().get(0).identifier() == 'R'
            && header.components().get(1).identifier() == 'G'
            && header.components().get(2).identifier() == 'B';
    return adobeTransform == 0 || named ? ColorModel.RGB : ColorModel.YCBCR;
  }

  /** Whether all components are in the first scan and the frame is sequential. */
  boolean isSingleScan() {
    ScanHeader scan = firstScan;
    return scan != null
        && !frame().progressive()
        && scan.components().size() == frame().components().size();
  }
}
