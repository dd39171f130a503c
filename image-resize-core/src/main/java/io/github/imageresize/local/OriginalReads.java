package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads originals so that no more of their bytes are held at once than is allowed. While an
 * original is being read, those who ask for it too wait and then share one further read: one that
 * was under way when they came may give what the original was before they asked, so they never
 * share that. Thread-safe.
 */
final class OriginalReads {
  private final ImageSource source;
  private final long maxBytes;
  private final AdmissionGate room;
  private final Map<String, Line> lines = new HashMap<>();

  OriginalReads(ImageSource source, ResizeLimits limits) {
    this.source = source;
    maxBytes = Math.min(limits.sourceBytes(), limits.heldSourceBytes());
    room =
        new AdmissionGate(
            "originals", Integer.MAX_VALUE, limits.heldSourceBytes(), limits, load -> {});
  }

  /** An original that is held until it is closed. */
  interface Original extends AutoCloseable {
    byte[] bytes();

    String version();

    /** When it was last changed, if the source says. */
    Optional<Instant> lastModified();

    /** Lets go of the bytes; once, however often it is called. */
    @Override
    void close();
  }

  /** What goes on at one path: at most one read, and at most one that is to follow. */
  private static final class Line {
    @Nullable Read underWay;
    @Nullable Read next;
  }

  /**
   * Reads an original, or shares a read that begins after this call.
   *
   * @throws ImageResizeException as the source does; with {@code OVERLOADED} if there is no room
   */
  Original read(String path, Deadline deadline) {
    while (true) {
      deadline.check();
      Read read;
      boolean leads = false;
      synchronized (lines) {
        Line line = lines.computeIfAbsent(path, unused -> new Line());
        if (line.next == null) {
          line.next = new Read();
          leads = true;
        }
        read = line.next;
        read.members++;
      }
      Share share = new Share(read);
      try {
        if (leads) {
          lead(path, read, deadline);
        }
        share.await(deadline);
        return share;
      } catch (LeaderGaveUp gaveUp) {
        share.close();
        if (leads) {
          throw gaveUp.reason;
        }
      } catch (RuntimeException | Error failure) {
        share.close();
        throw failure;
      }
    }
  }

  /** Waits for the read that is under way, then reads for all who have joined until then. */
  private void lead(String path, Read read, Deadline deadline) {
    Line line;
    try {
      line = begin(path, read, deadline);
    } catch (ImageResizeException outOfTime) {
      giveUp(path, read, outOfTime);
      return;
    }
    try {
      read.result.complete(readNow(path, read, deadline));
    } catch (ImageResizeException failure) {
      boolean own = deadline.hasPassed() || Thread.currentThread().isInterrupted();
      read.result.completeExceptionally(own ? new LeaderGaveUp(failure) : failure);
    } catch (RuntimeException | Error failure) {
      read.result.completeExceptionally(failure);
    } finally {
      end(path, line);
    }
  }

  private Line begin(String path, Read read, Deadline deadline) {
    while (true) {
      Read before;
      synchronized (lines) {
        Line line = lines.computeIfAbsent(path, unused -> new Line());
        before = line.underWay;
        if (before == null) {
          line.underWay = read;
          line.next = null;
          return line;
        }
      }
      await(before.ended, deadline);
    }
  }

  private void giveUp(String path, Read read, ImageResizeException reason) {
    synchronized (lines) {
      Line line = lines.get(path);
      if (line != null && line.next == read) {
        line.next = null;
        removeIfIdle(path, line);
      }
    }
    read.result.completeExceptionally(new LeaderGaveUp(reason));
  }

  private void end(String path, Line line) {
    Read ended;
    synchronized (lines) {
      ended = line.underWay;
      line.underWay = null;
      removeIfIdle(path, line);
    }
    if (ended != null) {
      ended.ended.complete(null);
    }
  }

  private void removeIfIdle(String path, Line line) {
    if (line.next == null && line.underWay == null) {
      lines.remove(path);
    }
  }

  /** How many ask for an original that is being read or is to be read. */
  int members(String path) {
    synchronized (lines) {
      Line line = lines.get(path);
      if (line == null) {
        return 0;
      }
      int reading = line.underWay == null ? 0 : line.underWay.members;
      return reading + (line.next == null ? 0 : line.next.members);
    }
  }

  private SourceImage readNow(String path, Read read, Deadline deadline) {
    ReadAllowance allowance =
        ReadAllowance.of(maxBytes, deadline, bytes -> read.hold(room, bytes, deadline));
    SourceImage image = source.read(path, allowance);
    int length = image.bytes().length;
    if (length > maxBytes) {
      throw allowance.tooLarge(path, length + " bytes");
    }
    read.holdExactly(room, length, deadline);
    return image;
  }

  private static <T> T await(CompletableFuture<T> future, Deadline deadline) {
    try {
      return future.get(Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    } catch (TimeoutException late) {
      throw deadline.exceeded();
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    return new ImageResizeException(Reason.UNAVAILABLE, "the original can't be read", cause);
  }

  /** One read for all its members. */
  private static final class Read {
    final CompletableFuture<SourceImage> result = new CompletableFuture<>();
    final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Guarded by the lines. */
    int members;

    private AdmissionGate.@Nullable Permit permit;

    /** Takes room for so many bytes, in place of what was taken before. */
    synchronized void hold(AdmissionGate room, long bytes, Deadline deadline) {
      letGo();
      permit = room.admit(bytes, deadline);
    }

    /** Takes room for what was read, or gives back what was taken beyond that. */
    synchronized void holdExactly(AdmissionGate room, long bytes, Deadline deadline) {
      if (permit == null) {
        hold(room, bytes, deadline);
      } else {
        permit.shrinkTo(bytes);
      }
    }

    synchronized void letGo() {
      if (permit != null) {
        permit.close();
        permit = null;
      }
    }
  }

  /** The leader of a read ran out of time, or was interrupted: no verdict for the others. */
  private static final class LeaderGaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ImageResizeException reason;

    LeaderGaveUp(ImageResizeException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** One member's part in a read. */
  private final class Share implements Original {
    private final Read read;
    private @Nullable SourceImage image;
    private boolean closed;

    Share(Read read) {
      this.read = read;
    }

    void await(Deadline deadline) {
      image = OriginalReads.await(read.result, deadline);
    }

    @Override
    public byte[] bytes() {
      return present().bytes();
    }

    @Override
    public String version() {
      return present().version();
    }

    @Override
    public Optional<Instant> lastModified() {
      return present().lastModified();
    }

    private SourceImage present() {
      if (image == null) {
        throw new IllegalStateException("the original was let go of");
      }
      return image;
    }

    @Override
    public void close() {
      boolean last = false;
      synchronized (lines) {
        if (!closed) {
          closed = true;
          image = null;
          last = --read.members == 0;
        }
      }
      if (last) {
        read.letGo();
      }
    }
  }
}
