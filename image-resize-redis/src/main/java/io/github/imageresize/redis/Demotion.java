package io.github.imageresize.redis;

import java.util.Locale;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What is known of a server that was the master and may have become a replica behind the same
 * address: a replica refuses to be written to, but would give what its new master may have
 * forgotten. Once it refused, nothing is read from it until it has taken a write.
 *
 * <p>Thread-safe.
 */
final class Demotion {
  private static final System.Logger LOG = System.getLogger(Demotion.class.getPackageName());

  private final Runnable write;
  private final Runnable hook;
  private volatile boolean suspected;

  /**
   * @param write what only a master does, without effect
   * @param hook leads the client to the new master
   */
  Demotion(Runnable write, Runnable hook) {
    this.write = write;
    this.hook = hook;
  }

  /** A script's failure quotes what the server said to its command. */
  boolean isSaidBy(JedisDataException refusal) {
    String message = refusal.getMessage();
    return message != null && message.toUpperCase(Locale.ROOT).contains("READONLY");
  }

  /** Finds out, before anything else is asked for, whether a suspected server is a master. */
  void probe() {
    if (suspected) {
      write.run();
      suspected = false;
    }
  }

  void suffered() {
    if (!suspected) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Redis refuses to be written to, as a replica does: it is not used until it is a master");
    }
    suspected = true;
    try {
      hook.run();
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.WARNING, "what is to be done on a demotion failed", fault);
    }
  }
}
