package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.lambda.S3EventNotifications;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Follows a file to which a bucket's event notifications are appended, one JSON object a line, as
 * by a consumer of the queue that they are delivered to, and says which originals have changed.
 * What stands in the file already is passed over.
 */
final class BucketEvents implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final int LONGEST_LINE = 1 << 20;
  private static final System.Logger LOG = System.getLogger(BucketEvents.class.getName());

  private final Path file;
  private final S3EventNotifications notifications;
  private final Consumer<String> changed;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Thread thread = new Thread(this::follow, "bucket-events");
  private long position;

  /** Follows a file from its present end; {@code changed} is given the path of each original. */
  BucketEvents(Path file, S3EventNotifications notifications, Consumer<String> changed)
      throws IOException {
    this.file = file;
    this.notifications = notifications;
    this.changed = changed;
    position = Files.size(file);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void follow() {
    boolean readable = true;
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        try {
          readWhatWasAppended();
          readable = true;
        } catch (IOException failure) {
          if (readable) {
            LOG.log(Level.WARNING, "{0} can''t be read: {1}", file, failure.getMessage());
          }
          readable = false;
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void readWhatWasAppended() throws IOException {
    try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
      if (events.length() < position) {
        position = 0; // it was begun anew
        line.reset();
      }
      events.seek(position);
      byte[] chunk = new byte[8192];
      for (int read = events.read(chunk); read > 0; read = events.read(chunk)) {
        position += read;
        for (int i = 0; i < read; i++) {
          append(chunk[i]);
        }
      }
    }
  }

  private void append(byte next) {
    if (next != '\n') {
      if (line.size() < LONGEST_LINE) {
        line.write(next);
      }
      return;
    }
    String message = line.toString(StandardCharsets.UTF_8).strip();
    line.reset();
    if (!message.isEmpty()) {
      handle(message);
    }
  }

  private void handle(String message) {
    try {
      for (String source : notifications.sources(message)) {
        changed.accept(source);
      }
    } catch (IllegalArgumentException | ImageResizeException failure) {
      LOG.log(Level.WARNING, "A line of {0} is passed over: {1}", file, failure.getMessage());
    }
  }
}
