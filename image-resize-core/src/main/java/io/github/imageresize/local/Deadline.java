package io.github.imageresize.local;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.raster.PlaneRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The moment by which an image has to be made, on the thread that makes it. */
final class Deadline {
  private final InstantSource clock;
  private final Duration allowed;
  private final Instant end;

  /** A deadline that begins now. */
  Deadline(InstantSource clock, Duration allowed) {
    this.clock = clock;
    this.allowed = allowed;
    this.end = clock.instant().plus(allowed);
  }

  /** What is left; not positive when it is over. */
  Duration remaining() {
    return Duration.between(clock.instant(), end);
  }

  /**
   * Goes on only if there is time.
   *
   * @throws ImageResizeException with {@code TIMEOUT} if the time is over, or the thread was
   *     interrupted, whose flag stays set
   */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    if (!clock.instant().isBefore(end)) {
      throw exceeded();
    }
  }

  ImageResizeException exceeded() {
    return new ImageResizeException(
        Reason.TIMEOUT, "The image was not made within " + allowed.toMillis() + " ms");
  }

  static ImageResizeException interrupted() {
    return new ImageResizeException(
        Reason.TIMEOUT, "The thread was interrupted while the image was being made");
  }

  /** The same rows, none of which is made when there is no time left. */
  PlaneRows watch(PlaneRows rows) {
    return new Watched(rows);
  }

  private final class Watched implements PlaneRows {
    private final PlaneRows rows;
    private int checked;

    Watched(PlaneRows rows) {
      this.rows = rows;
    }

    @Override
    public int width() {
      return rows.width();
    }

    @Override
    public int height() {
      return rows.height();
    }

    @Override
    public int phases() {
      return rows.phases();
    }

    @Override
    public float[][] row(int y) {
      if (y >= checked) {
        check();
        checked = y + 1;
      }
      return rows.row(y);
    }

    @Override
    public void release(int y) {
      rows.release(y);
    }
  }
}
