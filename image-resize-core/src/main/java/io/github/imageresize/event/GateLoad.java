package io.github.imageresize.event;

/** How full the admission gate is, after it changed. Immutable. */
public final class GateLoad {
  private final int working;
  private final int waiting;
  private final long memoryBytes;

  private GateLoad(int working, int waiting, long memoryBytes) {
    this.working = working;
    this.waiting = waiting;
    this.memoryBytes = memoryBytes;
  }

  /**
   * A state of the gate.
   *
   * @param working images that are being made
   * @param waiting requests that wait for their turn
   * @param memoryBytes what the images that are being made need together
   * @return the event
   */
  public static GateLoad of(int working, int waiting, long memoryBytes) {
    return new GateLoad(working, waiting, memoryBytes);
  }

  /**
   * How many images are being made.
   *
   * @return images
   */
  public int working() {
    return working;
  }

  /**
   * How many requests wait for their turn.
   *
   * @return requests
   */
  public int waiting() {
    return waiting;
  }

  /**
   * What the images that are being made need together, as estimated from their headers.
   *
   * @return bytes
   */
  public long memoryBytes() {
    return memoryBytes;
  }
}
