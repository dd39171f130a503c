package io.github.imageresize;

/** Keeps the package from being empty; goes with its first class. */
public final class Placeholder {
  private Placeholder() {}
}
