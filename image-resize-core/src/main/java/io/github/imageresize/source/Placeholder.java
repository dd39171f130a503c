package io.github.imageresize.source;

/** Keeps the package from being empty; goes with its first class. */
final class Placeholder {
  private Placeholder() {}
}
