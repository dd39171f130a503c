package io.github.imageresize.local;

import io.github.imageresize.event.ImageMade.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the stages of making one image, one after the other. Not thread-safe. */
final class StageTimes {
  private final long begun = System.nanoTime();
  private final Map<Stage, Duration> ended = new EnumMap<>(Stage.class);
  private @Nullable Stage current;
  private long since = begun;

  /** Ends the present stage and begins another one. */
  void enter(Stage stage) {
    end();
    current = stage;
  }

  /** Ends the present stage. */
  void end() {
    long now = System.nanoTime();
    if (current != null) {
      ended.merge(current, Duration.ofNanos(now - since), Duration::plus);
    }
    current = null;
    since = now;
  }

  /** What each stage that has ended took. */
  Map<Stage, Duration> stages() {
    return ended;
  }

  /** The time since the first stage began. */
  Duration total() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
