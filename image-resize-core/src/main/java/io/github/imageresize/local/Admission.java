package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.event.ImageMade.Stage;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.util.function.Supplier;

/** Lets headers be read and pictures be worked on, each when its turn has come. Thread-safe. */
final class Admission {
  private final CodecRegistry codecs;
  private final AdmissionGate pictures;
  private final AdmissionGate headers;

  Admission(CodecRegistry codecs, ResizeLimits limits, ResizeListener listener) {
    this.codecs = codecs;
    // The gate tells with its lock held.
    pictures =
        new AdmissionGate(
            "images",
            limits.parallelism(),
            limits.memoryBytes(),
            limits,
            ResizeListener.queued(listener)::gateChanged);
    // What reading a header takes is known only to the decoder: so many at once are bound enough.
    headers =
        new AdmissionGate("headers", limits.parallelism(), Long.MAX_VALUE, limits, load -> {});
  }

  /** Reads the header, and no more. */
  ImageDecoder open(byte[] original, Deadline deadline) {
    AdmissionGate.Permit permit = headers.admit(0, deadline);
    try {
      return codecs.open(original);
    } finally {
      permit.close();
    }
  }

  /** Waits, and then does the work. */
  <T> T admitted(long memory, Deadline deadline, Supplier<T> work, StageTimes times) {
    times.enter(Stage.WAIT);
    AdmissionGate.Permit permit = pictures.admit(memory, deadline);
    try {
      times.enter(Stage.RENDER);
      deadline.check();
      return work.get();
    } finally {
      permit.close();
    }
  }
}
