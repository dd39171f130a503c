package io.github.imageresize;

/** At which resolution a JPEG keeps its colour differences, as ITU-T T.81 samples components. */
public enum Chroma {
  /** 4:2:0: half the width and half the height; smaller, and what photographs are served in. */
  SUBSAMPLED("420"),
  /** 4:4:4: all of it, for coloured text and sharp edges of colour. */
  FULL("444");

  private final String label;

  Chroma(String label) {
    this.label = label;
  }

  /**
   * The ratio as it is written in URLs.
   *
   * @return {@code 420} or {@code 444}
   */
  public String label() {
    return label;
  }
}
