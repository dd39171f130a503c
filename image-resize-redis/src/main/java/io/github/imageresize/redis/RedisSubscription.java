package io.github.imageresize.redis;

import io.github.imageresize.cache.InvalidationListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * A node's ear for invalidations. One thread at a time reads; another one listens for the heartbeat
 * of the connection and, where it stopped, has a new reader start on a new connection: a server
 * that froze, or was cut off while another took its place, says no goodbye.
 *
 * <p>Thread-safe. The threads are daemons and end soon after {@link #close}.
 */
final class RedisSubscription implements InvalidationListener.Subscription {
  private static final System.Logger LOG =
      System.getLogger(RedisSubscription.class.getPackageName());
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Readers that wait for a dead server until the operating system gives its connection up. */
  private static final int MOST_STUCK_READERS = 2;

  private final UnifiedJedis client;
  private final byte[] channel;
  private final InvalidationListener listener;
  private final Duration heartbeat;
  private final CountDownLatch closed = new CountDownLatch(1);
  private InvalidationReader reader;
  private int stuckReaders;

  private RedisSubscription(
      UnifiedJedis client, byte[] channel, InvalidationListener listener, Duration heartbeat) {
    this.client = client;
    this.channel = channel;
    this.listener = listener;
    this.heartbeat = heartbeat;
    this.reader = new InvalidationReader(channel, listener);
  }

  static RedisSubscription start(
      UnifiedJedis client, byte[] channel, InvalidationListener listener) {
    return start(client, channel, listener, HEARTBEAT);
  }

  static RedisSubscription start(
      UnifiedJedis client, byte[] channel, InvalidationListener listener, Duration heartbeat) {
    RedisSubscription subscription = new RedisSubscription(client, channel, listener, heartbeat);
    subscription.startReading();
    daemon("image-resize-redis-heartbeat", subscription::watch).start();
    return subscription;
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    reader.retire();
  }

  private void read(InvalidationReader first) {
    InvalidationReader mine = first;
    long pause = SHORTEST_PAUSE_MILLIS;
    while (mine != null) {
      try {
        client.subscribe(mine, channel);
      } catch (Throwable cutOff) { // without this thread the node would be deaf for good
        boolean isNews = pause == SHORTEST_PAUSE_MILLIS;
        LOG.log(
            isNews ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
            "invalidations of other nodes are not heard for now: {0}",
            cutOff.toString());
      }
      pause = mine.wasConnected() ? SHORTEST_PAUSE_MILLIS : Math.min(2 * pause, longestPause());
      mine = successor(mine);
      if (isClosed(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1))) {
        return;
      }
    }
  }

  /** The reader that this thread goes on with, or null if another thread has taken over. */
  private synchronized @Nullable InvalidationReader successor(InvalidationReader ended) {
    if (ended != reader) {
      stuckReaders--;
      return null;
    }
    reader = new InvalidationReader(channel, listener);
    return reader;
  }

  private void watch() {
    while (!isClosed(heartbeat.toMillis())) {
      replaceStuckReader();
    }
  }

  private synchronized void replaceStuckReader() {
    if (!reader.beat() && stuckReaders < MOST_STUCK_READERS) {
      LOG.log(System.Logger.Level.INFO, "the connection that brings invalidations is dead");
      stuckReaders++;
      reader.retire();
      reader = new InvalidationReader(channel, listener);
      startReading();
    }
  }

  private void startReading() {
    InvalidationReader current = reader;
    daemon("image-resize-redis-invalidations", () -> read(current)).start();
  }

  private long longestPause() {
    return Math.min(LONGEST_PAUSE_MILLIS, heartbeat.toMillis() / 2);
  }

  private boolean isClosed(long afterMillis) {
    try {
      return closed.await(afterMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
