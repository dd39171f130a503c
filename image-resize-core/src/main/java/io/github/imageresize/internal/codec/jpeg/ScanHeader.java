package io.github.imageresize.internal.codec.jpeg;

import java.util.List;

/**
 * A scan header (T.81 B.2.3).
 *
 * @param components which components are in the scan, in their order
 * @param first Ss, the first coefficient
 * @param last Se, the last coefficient
 * @param previousBit Ah, 0 in a first scan
 * @param bit Al, the bit up to which coefficients are given
 */
public record ScanHeader(
    List<ScanComponent> components, int first, int last, int previousBit, int bit) {

  /**
   * A component of a scan.
   *
   * @param index of the component in the frame
   * @param dcTable Td
   * @param acTable Ta
   */
  public record ScanComponent(int index, int dcTable, int acTable) {}

  public static ScanHeader read(Segment segment, FrameHeader frame) {
    int count = segment.readByte();
    if (count < 1 || count > frame.components().size()) {
      throw segment.malformed("is a scan of " + count + " components");
    }
    ScanComponent[] components = new ScanComponent[count];
    boolean[] used = new boolean[frame.components().size()];
    for (int i = 0; i < count; i++) {
      int index = indexOf(segment.readByte(), used, frame, segment);
      int tables = segment.readByte();
      if (tables >> 4 > 3 || (tables & 15) > 3) {
        throw segment.malformed("names a table above 3");
      }
      used[index] = true;
      components[i] = new ScanComponent(index, tables >> 4, tables & 15);
    }
    int first = segment.readByte();
    int last = segment.readByte();
    int approximation = segment.readByte();
    if (!frame.progressive()) {
      return new ScanHeader(List.of(components), 0, ZigZag.LENGTH - 1, 0, 0);
    }
    ScanHeader header =
        new ScanHeader(List.of(components), first, last, approximation >> 4, approximation & 15);
    if (!header.isValidProgression()) {
      throw segment.malformed(
          "is no valid step of a progression: coefficients %d..%d, bits %d to %d"
              .formatted(first, last, approximation >> 4, approximation & 15));
    }
    return header;
  }

  /** The first component of that name that is not in the scan yet, as libjpeg takes it. */
  private static int indexOf(int identifier, boolean[] used, FrameHeader frame, Segment segment) {
    for (int i = 0; i < used.length; i++) {
      if (!used[i] && frame.components().get(i).identifier() == identifier) {
        return i;
      }
    }
    throw segment.malformed(
        "names component " + identifier + ", which the frame does not have, or not that often");
  }

  /** The rules of G.1.1.1. */
  private boolean isValidProgression() {
    boolean band = first == 0 ? last == 0 : first <= last && last <= 63 && components.size() == 1;
    boolean bits = bit <= 13 && (previousBit == 0 || previousBit == bit + 1);
    return band && bits;
  }

  public boolean isDc() {
    return first == 0;
  }

  public boolean isRefinement() {
    return previousBit != 0;
  }
}
