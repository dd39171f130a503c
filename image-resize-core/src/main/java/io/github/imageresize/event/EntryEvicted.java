package io.github.imageresize.event;

import java.util.Objects;

/** An entry left this process's memory before it was of no more use. Immutable. */
public final class EntryEvicted {
  private final String source;
  private final long bytes;

  private EntryEvicted(String source, long bytes) {
    this.source = Objects.requireNonNull(source, "source");
    this.bytes = bytes;
  }

  /**
   * An entry that had to make room for others.
   *
   * @param source the original that it was made of
   * @param bytes what it took
   * @return the event
   */
  public static EntryEvicted of(String source, long bytes) {
    return new EntryEvicted(source, bytes);
  }

  /**
   * The original that the entry was made of.
   *
   * @return its path
   */
  public String source() {
    return source;
  }

  /**
   * What the entry took of the store's capacity.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes;
  }
}
