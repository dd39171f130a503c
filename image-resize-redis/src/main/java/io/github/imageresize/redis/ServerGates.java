package io.github.imageresize.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The gates of the servers behind a client: a single one, or one for each master of a Cluster, so
 * that one which froze leaves the others usable.
 *
 * <p>Which master has which slot is asked for after an operation that went well, of the server that
 * served it: first after the first one, then now and then, and soon after an operation failed. What
 * has become wrong in between costs no more than that trouble is booked on another master's gate.
 *
 * <p>Thread-safe.
 */
final class ServerGates {
  private static final long ASK_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long ASK_AFTER_TROUBLE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;
  private static final byte[] SLOTS = "SLOTS".getBytes(StandardCharsets.US_ASCII);

  private final UnifiedJedis client;
  private final LongSupplier nanoTime;
  private final Supplier<OperationGate> newGate;
  private final OperationGate single;
  private final Map<String, OperationGate> byMaster = new ConcurrentHashMap<>();
  private final long begun;

  /** When to ask for the slots next, in nanoseconds since the beginning. */
  private final AtomicLong askAt = new AtomicLong();

  private volatile @Nullable ClusterSlots slots;

  ServerGates(UnifiedJedis client, Supplier<OperationGate> newGate, LongSupplier nanoTime) {
    this.client = client;
    this.newGate = newGate;
    this.nanoTime = nanoTime;
    this.single = newGate.get();
    this.begun = nanoTime.getAsLong();
  }

  /**
   * Runs an operation through the gate of its server.
   *
   * @param operation what to call it in messages
   * @param name one of the names it is about, all of one slot
   * @param waitTimeout how long it may wait for its turn, at most the deadline
   */
  <T> T run(String operation, byte[] name, Duration waitTimeout, Supplier<T> work) {
    OperationGate gate = gate(name);
    try {
      T result = gate.run(operation, waitTimeout, work);
      learnSlots(gate, name, waitTimeout);
      return result;
    } catch (RedisStoreException failure) {
      askSoon();
      throw failure;
    }
  }

  /** Runs an operation that is sent in trouble too. */
  <T> T insist(String operation, byte[] name, Supplier<T> work) {
    return gate(name).insist(operation, work);
  }

  /** Whether two names are on one server, as far as is known. */
  boolean areOneServer(byte[] name, byte[] other) {
    return gate(name) == gate(other);
  }

  private OperationGate gate(byte[] name) {
    ClusterSlots known = slots;
    return known == null
        ? single
        : byMaster.computeIfAbsent(known.master(name), master -> newGate.get());
  }

  private void askSoon() {
    long soon = now() + ASK_AFTER_TROUBLE_NANOS;
    askAt.updateAndGet(planned -> planned == NEVER ? NEVER : Math.min(planned, soon));
  }

  @SuppressWarnings("deprecation") // Jedis 5 has no other way to send this to a name's server
  private void learnSlots(OperationGate gate, byte[] name, Duration waitTimeout) {
    long planned = askAt.get();
    long now = now();
    if (now < planned || !askAt.compareAndSet(planned, now + ASK_EVERY_NANOS)) {
      return;
    }
    try {
      Object reply =
          gate.run(
              "cluster slots",
              waitTimeout,
              () -> client.sendCommand(name, Protocol.Command.CLUSTER, SLOTS));
      ClusterSlots.read(reply).ifPresent(this::use);
    } catch (RedisStoreException failure) {
      if (failure.getCause() instanceof JedisDataException refusal && isFinal(refusal)) {
        askAt.set(NEVER);
      }
    }
  }

  private void use(ClusterSlots learnt) {
    slots = learnt;
    byMaster.keySet().retainAll(learnt.masters());
  }

  /** Said by a server that is no Cluster, or whose administrator does not want to be asked. */
  private static boolean isFinal(JedisDataException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return message.contains("cluster support disabled")
        || message.contains("unknown command")
        || message.contains("NOPERM");
  }

  private long now() {
    return nanoTime.getAsLong() - begun;
  }
}
