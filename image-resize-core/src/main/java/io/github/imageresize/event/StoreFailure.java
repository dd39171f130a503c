package io.github.imageresize.event;

import java.util.Objects;

/** A cache store failed or was too slow; the request went on without it. Immutable. */
public final class StoreFailure {
  private final String store;
  private final String operation;
  private final Throwable failure;

  private StoreFailure(String store, String operation, Throwable failure) {
    this.store = Objects.requireNonNull(store, "store");
    this.operation = Objects.requireNonNull(operation, "operation");
    this.failure = Objects.requireNonNull(failure, "failure");
  }

  /**
   * A failure of a store.
   *
   * @param store which store: the simple name of its class
   * @param operation such as {@code get} or {@code put}
   * @param failure what the store threw
   * @return the event
   */
  public static StoreFailure of(String store, String operation, Throwable failure) {
    return new StoreFailure(store, operation, failure);
  }

  /**
   * Which store failed.
   *
   * @return the simple name of its class
   */
  public String store() {
    return store;
  }

  /**
   * What it was to do.
   *
   * @return such as {@code get} or {@code put}
   */
  public String operation() {
    return operation;
  }

  /**
   * What the store threw.
   *
   * @return the failure
   */
  public Throwable failure() {
    return failure;
  }
}
