package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dead store writes to the log, by way of {@code java.util.logging}. */
class FailOpenStoreLogTest {
  private final Logger logger = Logger.getLogger(FailOpenStore.class.getName());
  private final Records records = new Records();
  private final ManualClock clock = new ManualClock();
  private final FaultyCacheStore faulty =
      new FaultyCacheStore(MemoryCacheStore.builder().nanoTime(clock::nanoTime).build());
  private final FailOpenStore store =
      FailOpenStore.of(faulty, new ResizeListener() {}, clock::nanoTime);

  private static final class Records extends Handler {
    private final List<LogRecord> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      all.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    logger.addHandler(records);
    logger.setUseParentHandlers(false);
    faulty.breakDown();
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(records);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  @Test
  void warnsInOneLineWithoutAStackTrace() {
    fail();

    assertThat(records.all).hasSize(1);
    LogRecord warning = records.all.get(0);
    assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
    assertThat(warning.getThrown()).isNull();
    assertThat(warning.getMessage())
        .isEqualTo(
            "the cache store failed in get: java.lang.IllegalStateException: the store is broken;"
                + " failures not logged before: 0");
  }

  @Test
  void hasTheStackTraceForThoseWhoAskForIt() {
    logger.setLevel(Level.FINE);

    fail();

    assertThat(records.all)
        .extracting(LogRecord::getLevel)
        .containsExactly(Level.WARNING, Level.FINE);
    assertThat(records.all.get(1).getThrown()).hasMessage("the store is broken");
  }

  @Test
  void warnsOnceAMinuteAndCountsTheFailuresBetween() {
    for (int i = 0; i < 3; i++) {
      fail();
    }
    assertThat(records.all).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    fail();

    assertThat(records.all).hasSize(2);
    assertThat(records.all.get(1).getMessage()).endsWith("failures not logged before: 2");
  }

  private void fail() {
    assertThat(store.get(CacheKey.of(ImageRequest.builder("a.jpg").width(3).build(), "engine")))
        .isEmpty();
  }
}
