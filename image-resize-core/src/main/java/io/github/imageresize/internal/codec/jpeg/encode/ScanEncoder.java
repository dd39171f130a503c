package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.ArrayList;
import java.util.List;

/** Encodes the scans of an image whose frame header has been written. */
final class ScanEncoder {
  private final List<EncodedComponent> components;
  private final int mcus;
  private final int mcuRows;
  private final JpegWriter writer;
  private final Deadline deadline;

  /**
   * An encoder before its first row.
   *
   * @param components of the image
   * @param mcus of a row
   * @param mcuRows of the image
   * @param writer gets the scans
   * @param deadline to be kept
   */
  ScanEncoder(
      List<EncodedComponent> components,
      int mcus,
      int mcuRows,
      JpegWriter writer,
      Deadline deadline) {
    this.components = components;
    this.mcus = mcus;
    this.mcuRows = mcuRows;
    this.writer = writer;
    this.deadline = deadline;
  }

  private QuantizedBlocks[][] mcuRow(int row) {
    deadline.check();
    QuantizedBlocks[][] blocks = new QuantizedBlocks[components.size()][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = components.get(i).mcuRow(row);
    }
    return blocks;
  }

  /** Writes one scan of all components. */
  void writeSequential() {
    SequentialTokens sequential = new SequentialTokens(components.size());
    for (int row = 0; row < mcuRows; row++) {
      sequential.addMcuRow(components, mcuRow(row), mcus);
    }
    TokenStream tokens = sequential.tokens();
    HuffmanCode[] codes = new HuffmanCode[tokens.tables()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = writer.writeHuffman(i % 2, i / 2, tokens.frequencies(i));
    }
    List<ScanHeader.ScanComponent> all = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      int table = components.get(i).table();
      all.add(new ScanHeader.ScanComponent(i, table, table));
    }
    writer.writeScan(new ScanHeader(all, 0, ZigZag.LENGTH - 1, 0, 0), tokens, codes, deadline);
  }

  /** Writes the scans of a progression. */
  void writeProgressive() {
    ProgressiveImage image = new ProgressiveImage(components, mcus);
    for (int row = 0; row < mcuRows; row++) {
      image.addMcuRow(mcuRow(row));
    }
    for (ScanHeader scan : Progression.of(components.size())) {
      TokenStream tokens = image.tokens(scan, deadline);
      HuffmanCode[] codes = new HuffmanCode[tokens.tables()];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = writer.writeHuffman(scan.isDc() ? 0 : 1, i, tokens.frequencies(i));
      }
      writer.writeScan(scan, tokens, codes, deadline);
    }
  }
}
