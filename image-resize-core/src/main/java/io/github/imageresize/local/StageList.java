package io.github.imageresize.local;

import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of one rendering that have anything to do, in the order of work. It is empty where a
 * reduced picture goes to the encoder as it is.
 */
final class StageList {
  private final List<Stage> stages = new ArrayList<>();
  private final long memoryNeeded;

  private StageList(PictureShape reduced, List<Stage> all) {
    PictureShape shape = reduced;
    long memory = 0;
    for (Stage stage : all) {
      if (stage.changes(shape)) {
        stages.add(stage);
        memory += stage.memoryNeeded(shape);
        shape = stage.after(shape);
      }
    }
    memoryNeeded = memory;
  }

  /** Those of the stages that change a picture of the given shape, or what others made of it. */
  static StageList of(PictureShape reduced, List<Stage> all) {
    return new StageList(reduced, all);
  }

  boolean isEmpty() {
    return stages.isEmpty();
  }

  /** Into how many arrays the rows of the reduced picture are split at best. */
  int phases(int atTheEnd) {
    return stages.stream().allMatch(Stage::keepsPhases) ? atTheEnd : 1;
  }

  /** Whether one of them takes chroma at full resolution. */
  boolean needsFullChroma() {
    return stages.stream().anyMatch(Stage::needsFullChroma);
  }

  /** The most heap that all of the stages hold at one time, in bytes. */
  long memoryNeeded() {
    return memoryNeeded;
  }

  /**
   * Puts the stages after each other.
   *
   * @param phases into how many arrays the rows of the last one are split at best
   */
  Picture apply(Picture reduced, int phases) {
    Picture picture = reduced;
    for (int i = 0; i < stages.size(); i++) {
      picture = stages.get(i).apply(picture, i == stages.size() - 1 ? phases : 1);
    }
    return picture;
  }
}
