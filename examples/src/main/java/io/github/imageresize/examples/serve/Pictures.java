package io.github.imageresize.examples.serve;

import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.util.List;

/** The originals that the page offers. */
interface Pictures {

  /** An original in the list: its path in the source and its length. */
  record Picture(String path, long bytes) {}

  /** Where the originals are read from. */
  ImageSource source();

  /**
   * The first originals in order.
   *
   * @param most no more than so many
   * @throws IOException if the place can't be listed
   */
  List<Picture> list(int most) throws IOException;
}
