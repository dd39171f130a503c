package io.github.imageresize;

/** Which frames of an animated original are taken. */
public enum Frames {
  /** All of them, with their durations and loops; an error where the limits don't allow it. */
  ALL,
  /** The first one alone, as a still picture. */
  FIRST
}
