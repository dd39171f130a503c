package io.github.imageresize.internal.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * A frame header (T.81 B.2.2).
 *
 * @param process the marker that introduced it, which names the coding process
 * @param precision P, bits of a sample
 * @param height Y, lines; 0 where a DNL segment tells it
 * @param width X, samples of a line
 * @param components in their order; identifiers that stand twice are told apart by it
 */
public record FrameHeader(
    int process, int precision, int height, int width, List<FrameComponent> components) {

  public static FrameHeader read(Segment segment) {
    int precision = segment.readByte();
    int height = segment.readShort();
    int width = segment.readShort();
    int count = segment.readByte();
    if (width == 0 || count == 0) {
      throw segment.malformed("describes an image without samples");
    }
    List<FrameComponent> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int identifier = segment.readByte();
      int sampling = segment.readByte();
      int quantization = segment.readByte();
      int horizontal = sampling >> 4;
      int vertical = sampling & 15;
      if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
        throw segment.malformed(
            "has sampling factors " + horizontal + "x" + vertical + ", which must be 1..4");
      }
      if (quantization > 3) {
        throw segment.malformed("names quantisation table " + quantization + " of 0..3");
      }
      components.add(new FrameComponent(identifier, horizontal, vertical, quantization));
    }
    return new FrameHeader(segment.marker(), precision, height, width, List.copyOf(components));
  }

  public FrameHeader withHeight(int lines) {
    return new FrameHeader(process, precision, lines, width, components);
  }

  public boolean progressive() {
    return process == Marker.SOF2_PROGRESSIVE;
  }

  /**
   * What decoders of other kinds than ours hold of the whole picture, however little of it is
   * wanted, in bytes: of lossless pictures all samples, of progressive ones all coefficients.
   */
  public long memoryOfWholePicture() {
    long samples = (long) width * height * components.size();
    return switch (process) {
      case Marker.SOF3_LOSSLESS, Marker.SOF7_LOSSLESS, Marker.SOF11_LOSSLESS -> 8 * samples;
      case Marker.SOF2_PROGRESSIVE, Marker.SOF6_PROGRESSIVE, Marker.SOF10_PROGRESSIVE ->
          2 * samples;
      default -> 0;
    };
  }

  /** Hmax. */
  public int horizontalMaximum() {
    return components.stream().mapToInt(FrameComponent::horizontal).max().orElse(1);
  }

  /** Vmax. */
  public int verticalMaximum() {
    return components.stream().mapToInt(FrameComponent::vertical).max().orElse(1);
  }

  /** Why {@link JpegDecoder} does not decode such a frame, or an empty text if it does. */
  public String unsupportedFeature() {
    boolean huffman =
        process == Marker.SOF0_BASELINE || process == Marker.SOF1_EXTENDED || progressive();
    if (!huffman) {
      return switch (process) {
        case Marker.SOF3_LOSSLESS -> "lossless coding";
        case 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF -> "arithmetic coding";
        default -> "hierarchical coding";
      };
    }
    if (precision != 8) {
      return "samples of " + precision + " bits";
    }
    return switch (components.size()) {
      case 1, 3 -> "";
      case 4 -> "four components (CMYK or YCCK)";
      default -> components.size() + " components";
    };
  }
}
