package io.github.imageresize.redis;

/** One operation on its way to a server and back; each is its own. */
final class Operation {
  private final long startedAt;

  Operation(long startedAt) {
    this.startedAt = startedAt;
  }

  /** Nanoseconds, by the gate's clock. */
  long startedAt() {
    return startedAt;
  }
}
