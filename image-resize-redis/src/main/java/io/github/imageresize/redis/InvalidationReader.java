package io.github.imageresize.redis;

import io.github.imageresize.cache.InvalidationListener;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What one connection brings, told to a listener until it is retired.
 *
 * <p>The connection goes back to the client's pool when the server confirms the end of the
 * subscription. A reply that comes after that would be taken for the answer to the next command of
 * another thread, so the end is asked for once, and nothing is asked for after it.
 *
 * <p>Thread-safe.
 */
final class InvalidationReader extends BinaryJedisPubSub {
  private static final System.Logger LOG =
      System.getLogger(InvalidationReader.class.getPackageName());

  private final byte[] channel;
  private final InvalidationListener listener;
  private volatile boolean connected;
  private volatile boolean retired;
  private volatile boolean answered = true;
  private boolean leaving;

  InvalidationReader(byte[] channel, InvalidationListener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  @Override
  public void onSubscribe(byte[] confirmed, int subscribedChannels) {
    boolean first = !connected;
    connected = true;
    answered = true;
    if (retired) {
      leave();
    } else if (first) {
      tell(listener::announcementsLost);
    }
  }

  @Override
  public void onMessage(byte[] from, byte[] source) {
    answered = true;
    if (!retired) {
      tell(() -> listener.invalidated(new String(source, StandardCharsets.UTF_8)));
    }
  }

  boolean wasConnected() {
    return connected;
  }

  /**
   * Asks the server for a sign of life, to confirm the subscription again; false if nothing came
   * since the last time. With RESP3, Jedis 8 now and then takes the answer to a {@code PING} for an
   * error, and puts the connection back among the others though it is still subscribed.
   */
  synchronized boolean beat() {
    if (!answered) {
      return false;
    }
    answered = false;
    if (connected && !leaving) {
      quietly(() -> subscribe(channel));
    }
    return true;
  }

  /** Tells the listener nothing more and ends the subscription as soon as the server answers. */
  void retire() {
    retired = true;
    leave();
  }

  private synchronized void leave() {
    if (connected && !leaving) {
      leaving = true;
      quietly(this::unsubscribe);
    }
  }

  /** The reading thread learns of a broken connection itself. */
  private static void quietly(Runnable write) {
    try {
      write.run();
    } catch (JedisException broken) {
      LOG.log(System.Logger.Level.DEBUG, "the connection of invalidations is broken", broken);
    }
  }

  /** What a listener throws, of whatever kind, must not end the subscription. */
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (Throwable fault) {
      LOG.log(System.Logger.Level.WARNING, "a listener failed on an invalidation", fault);
    }
    // The client would take an interrupted thread for one that has left the subscription.
    Thread.interrupted();
  }
}
