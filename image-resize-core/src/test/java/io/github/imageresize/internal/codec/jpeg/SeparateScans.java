package io.github.imageresize.internal.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Sequential files whose components are not interleaved, but have a scan each (T.81 A.2.2). */
final class SeparateScans {
  private static final int QUALITY = 85;
  private static final int COMPONENTS = 3;

  /** Length of a scan header of one component, its marker included. */
  private static final int SCAN_HEADER = 10;

  private SeparateScans() {}

  /** Three drawn planes at 4:4:4; each is as {@link #component} has it. */
  static byte[] drawn444(int width, int height) {
    byte[] first = component(width, height, 0);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    int frame = Drawings.find(first, Marker.SOF0_BASELINE);
    file.write(first, 0, frame);
    write(file, 0xFF, Marker.SOF0_BASELINE, 0, 8 + 3 * COMPONENTS, 8);
    write(file, height >> 8, height & 0xFF, width >> 8, width & 0xFF, COMPONENTS);
    for (int i = 0; i < COMPONENTS; i++) {
      write(file, i + 1, 0x11, 0);
    }
    for (int i = 0; i < COMPONENTS; i++) {
      byte[] one = component(width, height, i);
      int tables = Drawings.find(one, Marker.DHT);
      int scan = Drawings.find(one, Marker.SOS);
      file.write(one, tables, scan - tables);
      write(file, 0xFF, Marker.SOS, 0, 8, 1, i + 1, 0, 0, 63, 0);
      file.write(one, scan + SCAN_HEADER, one.length - 2 - scan - SCAN_HEADER);
    }
    write(file, 0xFF, Marker.EOI);
    return file.toByteArray();
  }

  /** A file of one component alone. */
  static byte[] component(int width, int height, int index) {
    return Drawings.encode(
        JpegForm.baseline(), Drawings.greyImage(width, height, index + 1), QUALITY);
  }

  private static void write(ByteArrayOutputStream file, int... bytes) {
    Arrays.stream(bytes).forEach(file::write);
  }
}
