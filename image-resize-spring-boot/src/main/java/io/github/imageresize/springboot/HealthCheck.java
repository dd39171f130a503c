package io.github.imageresize.springboot;

import java.util.Map;

/**
 * Looks whether a part of the service works. What both versions of Spring Boot show, though their
 * classes for it differ.
 */
@FunctionalInterface
interface HealthCheck {

  /** What was found; throws what the part throws where it does not work. */
  Result look();

  /**
   * What was found.
   *
   * @param state whether the part works
   * @param details what else is known, by names
   */
  record Result(State state, Map<String, Object> details) {}

  /** Whether a part works. */
  enum State {
    /** It does. */
    UP,
    /** It does not, and images can't be had. */
    DOWN,
    /** It does not, and images are served all the same: no reason to take the node out. */
    UNKNOWN
  }
}
