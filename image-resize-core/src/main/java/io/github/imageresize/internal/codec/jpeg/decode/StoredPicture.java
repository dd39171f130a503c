package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.FrameHeader;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.Segment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG with several scans, progressive or not: all scans are decoded into stores before the first
 * sample can be made.
 */
final class StoredPicture implements McuRows {
  /**
   * More scans than any encoder makes. Each can cost a walk over all blocks while it takes but a
   * few bytes.
   */
  private static final int MOST_SCANS = 100;

  private final JpegFile file;
  private final FrameHeader frame;
  private final PictureLayout layout;
  private final DecodeRequest request;
  private final CodingTables tables;
  private final ScanCoverage coverage;
  private final List<CoefficientStore> stores = new ArrayList<>();
  private final int[] @Nullable [] steps;
  private final List<ComponentPlane> planes = new ArrayList<>();
  private int nextRow;

  StoredPicture(JpegFile file, ScanHeader first, PictureLayout layout, DecodeRequest request) {
    this.file = file;
    this.frame = file.frame();
    this.layout = layout;
    this.request = request;
    coverage = new ScanCoverage(frame.components().size());
    tables = file.tables();
    nextRow = layout.firstMcuRow();
    for (ComponentLayout component : layout.components()) {
      int firstRow = layout.firstMcuRow() * component.vertical();
      int endRow = layout.endMcuRow() * component.vertical();
      stores.add(new CoefficientStore(component, firstRow, endRow));
    }
    steps = new int[stores.size()][];
    decodeScans(first);
    for (int i = 0; i < stores.size(); i++) {
      CoefficientStore store = stores.get(i);
      planes.add(new ComponentPlane(store.layout(), layout, stepsOf(i), store, this));
    }
  }

  List<ComponentPlane> planes() {
    return planes;
  }

  @Override
  public void decodeNext() {
    for (ComponentPlane plane : planes) {
      plane.transform(nextRow);
    }
    nextRow++;
  }

  private void decodeScans(ScanHeader first) {
    MarkerReader markers = new MarkerReader(file.bytes(), file.scanData());
    ScanHeader scan = first;
    for (int count = 1; scan != null; count++) {
      if (count > MOST_SCANS) {
        throw BadImage.corrupt("JPEG must have at most " + MOST_SCANS + " scans, but has more");
      }
      markers.moveTo(decode(scan, markers.position()));
      coverage.add(scan);
      scan = nextScan(markers);
    }
    if (!markers.ended() && !coverage.isComplete()) {
      foundDamage(0, 1, 0, false);
    }
  }

  /** The next scan's header, or null if no further scan can be decoded. */
  private @Nullable ScanHeader nextScan(MarkerReader markers) {
    try {
      Segment segment = markers.next();
      while (segment != null && segment.marker() != Marker.SOS) {
        tables.read(segment);
        segment = markers.next();
      }
      return segment == null ? null : ScanHeader.read(segment, frame);
    } catch (ImageResizeException malformed) {
      foundDamage(0, 1, 0, false);
      return null;
    }
  }

  /**
   * Tells of damage within a scan that shows components for the first time, or behind such scans.
   *
   * @param arrived rows of the scan that are good
   * @param rows rows of the scan
   * @param components of the scan
   * @param goesOn whether the file goes on behind the damage
   */
  private void foundDamage(long arrived, long rows, int components, boolean goesOn) {
    long good = coverage.visibleComponents() * rows + arrived * components;
    long whole = rows * frame.components().size();
    if (goesOn) {
      request.damage().foundWithin("JPEG scans", good, whole, "rows of components");
    } else {
      request.damage().found("JPEG scans", good, whole, "rows of components");
    }
  }

  /** Decodes a scan whose data begin at a position, and returns the position behind them. */
  private int decode(ScanHeader header, int position) {
    for (ScanHeader.ScanComponent component : header.components()) {
      if (steps[component.index()] == null) {
        steps[component.index()] = stepsOf(component.index());
      }
    }
    if (!isNeeded(header)) {
      return EntropyReader.endOfScan(file.bytes(), position);
    }
    EntropyReader reader = new EntropyReader(file.bytes(), position, layout.blocksPerMcu());
    StoredScan scan = scan(header, reader);
    int rows = scan.rows(layout);
    boolean shows = header.isDc() && !header.isRefinement();
    for (int row = 0; row < rows; row++) {
      request.deadline().check();
      scan.decodeRow(layout, row);
      if (reader.damaged()) {
        boolean goesOn = !reader.endedWithFile() && reader.position() > position;
        foundDamage(shows ? row : 0, rows, shows ? header.components().size() : 0, goesOn);
      }
    }
    return EntropyReader.endOfScan(file.bytes(), reader.position());
  }

  /** Where only DC coefficients are needed, nothing depends on the scans of the others. */
  private boolean isNeeded(ScanHeader header) {
    boolean anyAc = false;
    for (ScanHeader.ScanComponent component : header.components()) {
      anyAc |= layout.components().get(component.index()).lastNeeded() > 0;
    }
    return header.isDc() || anyAc;
  }

  private StoredScan scan(ScanHeader header, EntropyReader reader) {
    List<CoefficientStore> scanned = new ArrayList<>();
    List<HuffmanTable> dcTables = new ArrayList<>();
    List<HuffmanTable> acTables = new ArrayList<>();
    boolean sequential = !frame.progressive();
    for (ScanHeader.ScanComponent component : header.components()) {
      scanned.add(stores.get(component.index()));
      if (header.isDc() && !header.isRefinement()) {
        dcTables.add(tables.dc(component.dcTable()));
      }
      if (sequential || !header.isDc()) {
        acTables.add(tables.ac(component.acTable()));
      }
    }
    int interval = tables.restartInterval();
    if (sequential) {
      return new SequentialBlocks(reader, scanned, interval, dcTables, acTables);
    }
    if (header.isDc()) {
      return header.isRefinement()
          ? new DcRefinement(reader, scanned, interval, header.bit())
          : new DcScan(reader, scanned, interval, dcTables, header.bit());
    }
    return header.isRefinement()
        ? new AcRefinement(reader, scanned.get(0), interval, acTables.get(0), header)
        : new AcScan(reader, scanned.get(0), interval, acTables.get(0), header);
  }

  /** The quantisation of a component, which is the one in force when its first scan begins. */
  private int[] stepsOf(int component) {
    int[] known = steps[component];
    return known != null
        ? known
        : tables.quantization(frame.components().get(component).quantization());
  }
}
