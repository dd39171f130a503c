package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the segments of a JPEG file (T.81 annex B). */
final class JpegWriter {
  private static final int LONGEST_SEGMENT = 0xFFFF - 2;

  private final JpegOutput out = new JpegOutput();

  /** Begins a file, as JFIF 1.01 (T.871) without a thumbnail. */
  JpegWriter() {
    writeMarker(Marker.SOI);
    beginSegment(Marker.APP0, 14);
    out.writeBytes("JFIF\0".getBytes(StandardCharsets.US_ASCII));
    out.writeShort(0x0101);
    out.writeByte(0); // densities are an aspect ratio
    out.writeShort(1);
    out.writeShort(1);
    out.writeShort(0);
  }

  private void writeMarker(int marker) {
    out.writeByte(0xFF);
    out.writeByte(marker);
  }

  private void beginSegment(int marker, int parameters) {
    writeMarker(marker);
    out.writeShort(parameters + 2);
  }

  /** Writes EXIF data; what does not fit into one segment is left out. */
  void writeExif(byte[] tiff) {
    byte[] identifier = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    if (identifier.length + tiff.length <= LONGEST_SEGMENT) {
      beginSegment(Marker.APP1, identifier.length + tiff.length);
      out.writeBytes(identifier);
      out.writeBytes(tiff);
    }
  }

  void writeQuantization(int table, int[] steps) {
    beginSegment(Marker.DQT, 1 + ZigZag.LENGTH);
    out.writeByte(table);
    for (int step : steps) {
      out.writeByte(step);
    }
  }

  void writeFrame(boolean progressive, int width, int height, List<EncodedComponent> components) {
    int process = progressive ? Marker.SOF2_PROGRESSIVE : Marker.SOF0_BASELINE;
    beginSegment(process, 6 + 3 * components.size());
    out.writeByte(8);
    out.writeShort(height);
    out.writeShort(width);
    out.writeByte(components.size());
    for (int i = 0; i < components.size(); i++) {
      EncodedComponent component = components.get(i);
      out.writeByte(i + 1);
      out.writeByte(component.horizontal() << 4 | component.vertical());
      out.writeByte(component.table());
    }
  }

  /**
   * Makes and writes a Huffman table.
   *
   * @param tableClass 0 for DC, 1 for AC
   */
  HuffmanCode writeHuffman(int tableClass, int table, int[] frequencies) {
    HuffmanCode code = HuffmanCode.of(frequencies);
    beginSegment(Marker.DHT, 17 + code.values().length);
    out.writeByte(tableClass << 4 | table);
    for (int length = 1; length < code.counts().length; length++) {
      out.writeByte(code.counts()[length]);
    }
    out.writeBytes(code.values());
    return code;
  }

  /**
   * Writes a scan, whose tables have been written.
   *
   * @param codes by the tables of the tokens
   */
  void writeScan(ScanHeader scan, TokenStream tokens, HuffmanCode[] codes, Deadline deadline) {
    beginSegment(Marker.SOS, 4 + 2 * scan.components().size());
    out.writeByte(scan.components().size());
    for (ScanHeader.ScanComponent component : scan.components()) {
      out.writeByte(component.index() + 1);
      out.writeByte(component.dcTable() << 4 | component.acTable());
    }
    out.writeByte(scan.first());
    out.writeByte(scan.last());
    out.writeByte(scan.previousBit() << 4 | scan.bit());
    tokens.writeTo(out, codes, deadline);
    out.align();
  }

  /** Ends the file. */
  byte[] finish() {
    writeMarker(Marker.EOI);
    return out.toByteArray();
  }
}
