package io.github.imageresize.servlet;

import io.github.imageresize.ResizedImage;
import io.github.imageresize.http.HttpReply;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of the images that are being written, so that clients who do not read cannot
 * make them fill the heap. Bytes that several replies share, such as hits of one cached image,
 * count once. Thread-safe.
 */
final class ReplyBudget {
  /** Images of no more bytes are not counted: connections are the bound for them. */
  private static final int SMALL = 32 * 1024;

  private final long maxBytes;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentMap<Object, Integer> writers = new ConcurrentHashMap<>();

  ReplyBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Counts a reply that is to be written. One alone always may, however large it is.
   *
   * @return false if that would be too much; otherwise {@link #release} has to follow
   */
  boolean hold(HttpReply reply) {
    Optional<ResizedImage> counted = counted(reply);
    if (counted.isEmpty()) {
      return true;
    }
    ResizedImage image = counted.get();
    return writers.compute(
            image.bytesIdentity(),
            (bytes, count) -> {
              if (count != null) {
                return count + 1;
              }
              return claim(image.length()) ? 1 : null;
            })
        != null;
  }

  private boolean claim(long bytes) {
    long before = held.get();
    while (before == 0 || before + bytes <= maxBytes) {
      if (held.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = held.get();
    }
    return false;
  }

  /** Says that a reply was written, or will not be. */
  void release(HttpReply reply) {
    counted(reply)
        .ifPresent(
            image ->
                writers.computeIfPresent(
                    image.bytesIdentity(),
                    (bytes, count) -> {
                      if (count > 1) {
                        return count - 1;
                      }
                      held.addAndGet(-image.length());
                      return null;
                    }));
  }

  private static Optional<ResizedImage> counted(HttpReply reply) {
    return reply.image().filter(image -> image.length() > SMALL);
  }

  /** Bytes that are being written. */
  long held() {
    return held.get();
  }
}
