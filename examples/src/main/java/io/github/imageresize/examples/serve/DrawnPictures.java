package io.github.imageresize.examples.serve;

import io.github.imageresize.examples.samples.SamplePictures;
import io.github.imageresize.source.ImageSource;
import java.util.List;

/** The samples that the program draws. */
record DrawnPictures(SamplePictures samples) implements Pictures {

  @Override
  public ImageSource source() {
    return samples;
  }

  @Override
  public List<Picture> list(int most) {
    return samples.paths().stream()
        .limit(most)
        .map(path -> new Picture(path, samples.read(path, Long.MAX_VALUE).bytes().length))
        .toList();
  }
}
