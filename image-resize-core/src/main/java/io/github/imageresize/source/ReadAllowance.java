package io.github.imageresize.source;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * On what terms an original may be read: how large it may be, until when, and with whose leave. A
 * source asks for {@linkplain #reserve room} before it takes memory for an original, so that all
 * originals together keep within a budget.
 *
 * <p>Thread-safe if what it was made of is; one is made for each read.
 */
public final class ReadAllowance {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final long maxBytes;
  private final Deadline deadline;
  private final LongConsumer room;

  private ReadAllowance(long maxBytes, Deadline deadline, LongConsumer room) {
    Require.notNegative("maxBytes", maxBytes);
    this.maxBytes = Math.min(maxBytes, LARGEST_ARRAY);
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.room = Objects.requireNonNull(room, "room");
  }

  /**
   * Leave to read at any time.
   *
   * @param maxBytes the most bytes to read, 0 or more
   * @return an allowance without deadline and budget
   */
  public static ReadAllowance ofBytes(long maxBytes) {
    return new ReadAllowance(maxBytes, Deadline.NONE, bytes -> {});
  }

  /**
   * Leave to read within a budget.
   *
   * @param maxBytes the most bytes to read, 0 or more
   * @param deadline by when the original has to be read
   * @param room is told how many bytes will be held, and blocks until they may, or throws {@link
   *     ImageResizeException}
   * @return an allowance
   */
  public static ReadAllowance of(long maxBytes, Deadline deadline, LongConsumer room) {
    return new ReadAllowance(maxBytes, deadline, room);
  }

  /**
   * The most bytes to read.
   *
   * @return bytes, at most as many as an array can have
   */
  public long maxBytes() {
    return maxBytes;
  }

  /**
   * By when the original has to be read.
   *
   * @return the request's deadline
   */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * Asks for room for an original whose size is known before it is read. Blocks until there is.
   *
   * @param name the original, for messages
   * @param bytes its size
   * @throws ImageResizeException with {@code SOURCE_TOO_LARGE} if it has more bytes than allowed,
   *     {@code OVERLOADED} if no room comes free in time, {@code TIMEOUT} at the deadline or when
   *     interrupted
   */
  public void reserve(String name, long bytes) {
    if (bytes > maxBytes) {
      throw tooLarge(name, bytes + " bytes");
    }
    room.accept(bytes);
  }

  /**
   * Asks for room for an original whose size is not known: for as much as it may have. What it does
   * not need is given back once it is read.
   *
   * @throws ImageResizeException as {@link #reserve}
   */
  public void reserveMost() {
    room.accept(maxBytes);
  }

  /**
   * The failure of an original that turns out too large while it is read.
   *
   * @param name the original, for messages
   * @param size what it has, such as "more than 100 bytes"
   * @return an exception with {@code SOURCE_TOO_LARGE}
   */
  public ImageResizeException tooLarge(String name, String size) {
    return new ImageResizeException(
        Reason.SOURCE_TOO_LARGE, name + " has " + size + "; at most " + maxBytes + " are allowed");
  }
}
