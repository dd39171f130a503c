package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import java.util.ArrayList;
import java.util.List;

/** A sequential JPEG with one scan: rows of MCUs are decoded when their samples are asked for. */
final class StreamedPicture implements McuRows {
  private final PictureLayout layout;
  private final DecodeRequest request;
  private final int firstByte;
  private final EntropyReader reader;
  private final SequentialScan scan;
  private final List<CoefficientRows> coefficients = new ArrayList<>();
  private final List<ComponentPlane> planes = new ArrayList<>();
  private int nextRow;

  StreamedPicture(JpegFile file, ScanHeader header, PictureLayout layout, DecodeRequest request) {
    this.layout = layout;
    this.request = request;
    CodingTables tables = file.tables();
    for (int i = 0; i < layout.components().size(); i++) {
      int[] steps = tables.quantization(file.frame().components().get(i).quantization());
      ComponentLayout component = layout.components().get(i);
      CoefficientRows rows = new CoefficientRows(component);
      coefficients.add(rows);
      planes.add(new ComponentPlane(component, layout, steps, rows, this));
    }
    firstByte = file.scanData();
    reader = new EntropyReader(file.bytes(), firstByte, layout.blocksPerMcu());
    scan = new SequentialScan(reader, header, tables, layout, coefficients);
  }

  List<ComponentPlane> planes() {
    return planes;
  }

  @Override
  public void decodeNext() {
    while (nextRow < layout.firstMcuRow()) {
      decode(0, 0);
      nextRow++;
    }
    boolean needed = false;
    for (ComponentPlane plane : planes) {
      needed |= plane.needs(nextRow);
    }
    if (needed) {
      coefficients.forEach(CoefficientRows::clear);
      decode(layout.firstMcu(), layout.endMcu());
    } else {
      decode(0, 0);
    }
    for (ComponentPlane plane : planes) {
      plane.transform(nextRow);
    }
    nextRow++;
  }

  private void decode(int firstMcu, int endMcu) {
    request.deadline().check();
    scan.decodeRow(firstMcu, endMcu);
    if (!reader.damaged()) {
      return;
    }
    if (reader.endedWithFile() || reader.position() == firstByte) {
      request.damage().found("JPEG data", nextRow, layout.mcuRows(), "rows of MCUs");
    } else {
      request.damage().foundWithin("JPEG data", nextRow, layout.mcuRows(), "rows of MCUs");
    }
  }
}
