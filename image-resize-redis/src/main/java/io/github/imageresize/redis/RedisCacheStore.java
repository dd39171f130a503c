package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.EntryOrLease;
import io.github.imageresize.cache.InvalidationListener;
import io.github.imageresize.cache.Lease;
import io.github.imageresize.cache.StoreBudget;
import io.github.imageresize.internal.argument.Require;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keeps entries in Redis, for all nodes that use the same server, Sentinel group, or Cluster, and
 * the same prefix. Works with Redis from 5 on and Jedis from 5.2 to 8.
 *
 * <p>A lookup is one {@code MGET} of the source's generation, a random token, and the entry, which
 * names the generation it was made in; everything else is one script, {@link #getOrLease} too.
 *
 * <p><b>What holds.</b> {@link #invalidate} forgets the generation: once it has returned, no lookup
 * that begins finds what was made before, and no result of work that began before is stored, on
 * whichever node. A generation that is lost, to eviction or a restart, costs misses and no more. It
 * does not hold
 *
 * <ul>
 *   <li>where Redis itself forgets an invalidation that it has confirmed: a failover to a replica
 *       that had not got it yet, or a restart from an older file, brings back what it had, until
 *       the entries' own lifetime ends or the next invalidation. {@code min-replicas-to-write}
 *       makes that rarer;
 *   <li>for a node that a partition leaves with a master that was replaced, until its client
 *       follows the new one or that master, which is a replica then, refuses a write;
 *   <li>after {@code invalidate} threw: it may have happened or not, and is to be called again.
 * </ul>
 *
 * <p>Every name has a time to live; those of entries are spread by ±{@value #JITTER_PERCENT} %, so
 * that what was stored together does not end together. An entry takes about {@value
 * #ENTRY_OVERHEAD_BYTES} bytes beyond its image, and each source that has entries another {@value
 * #SOURCE_OVERHEAD_BYTES} (Redis 6.2 with the default prefix, before what its allocator rounds up).
 * A source for which there was a lease and never an entry takes those for a minute longer than the
 * lease. Any eviction policy is safe; {@code allkeys-lru} or {@code volatile-lru} fits.
 *
 * <p><b>The client is the caller's</b>, who sets its time limits and closes it. An operation runs
 * on its caller's thread, so that one which is on the wire when Redis stops answering ends by the
 * client's limits: set {@code socketTimeoutMillis} and {@code connectionTimeoutMillis} to half of
 * the {@link Builder#deadline deadline}, the pool's {@code maxWait} likewise, and, with a Cluster,
 * {@code maxTotalRetriesDuration}. An operation of a request waits for its turn for no more than
 * half of what is left of the request's {@linkplain StoreBudget budget}, so that the first one that
 * fails keeps within it too. The pool's {@code maxTotal} should be the {@link Builder#concurrency
 * concurrency} and three more for each {@linkplain #onInvalidation subscription}, which keeps one
 * connection and, when servers vanish without a goodbye, up to two that are as good as dead.
 *
 * <p><b>Trouble</b> stays with the server that has it, each master of a Cluster by itself. All
 * operations after the first that is over the deadline, or could not reach the server, are turned
 * away at once, but for one at a time that tries, with pauses in proportion to what that costs.
 * None waits longer than the deadline for its turn; nothing is tried twice. One that never comes
 * back costs its own thread and connection. {@code invalidate} is sent all the same. A Cluster
 * should have {@code cluster-require-full-coverage no}, or it refuses everything itself while one
 * master is missing.
 *
 * <p>Needed permissions: {@code MGET}, {@code EVAL}, {@code EVALSHA}, {@code SET}, {@code DEL},
 * {@code UNLINK}, {@code PTTL}, {@code PEXPIRE}, {@code PUBLISH}, {@code SUBSCRIBE}, {@code
 * UNSUBSCRIBE}, for names and channels that begin with the prefix; with a Cluster {@code CLUSTER
 * SLOTS}, without which all masters count as one.
 *
 * <p>Thread-safe. Methods throw {@link RedisStoreException} when Redis does not do what they ask.
 */
public final class RedisCacheStore implements CacheStore {
  /** What an entry takes in Redis beyond the bytes of its image, measured. */
  public static final int ENTRY_OVERHEAD_BYTES = 250;

  /** What the generation of a source takes in Redis, measured. */
  public static final int SOURCE_OVERHEAD_BYTES = 170;

  /** How far a lifetime may be off what was asked for, in percent to either side. */
  public static final int JITTER_PERCENT = 10;

  private final RedisKeys names;
  private final RedisCalls calls;
  private final Tokens tokens;
  private final RedisLeases leases;

  private RedisCacheStore(RedisLeases leases) {
    this.names = leases.names();
    this.tokens = leases.tokens();
    this.calls = leases.calls();
    this.leases = leases;
  }

  /**
   * Starts with the defaults.
   *
   * @param client of one server, Sentinel, or Cluster; stays the caller's to close
   * @return a new builder
   */
  public static Builder builder(UnifiedJedis client) {
    return new Builder(client);
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    List<?> found = calls.values("get", names.generation(key.source()), names.entry(key));
    if (found.size() != 2 || !isValueOrNone(found.get(0)) || !isValueOrNone(found.get(1))) {
      throw RedisCalls.notUnderstood("get", found);
    }
    leases.giveLostBack(key);
    return StoredValue.read((byte[]) found.get(1), key, (byte[]) found.get(0));
  }

  /** What a client declares as bytes may be anything after a damaged reply. */
  private static boolean isValueOrNone(@Nullable Object reply) {
    return reply == null || reply instanceof byte[];
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    byte[] lasts = Milliseconds.text(Milliseconds.near("timeToLive", timeToLive));
    if (entry.imageLength() > leases.largestEntry()) {
      calls.unlink("drop", names.entry(key));
      return;
    }
    byte[] generation = tokens.next();
    byte[] value = StoredValue.of(generation, key, entry.toBytes());
    calls.decide(
        "put",
        Script.PUT,
        List.of(names.generation(key.source()), names.entry(key)),
        List.of(
            generation, Arrays.copyOfRange(value, generation.length, value.length), lasts, lasts));
  }

  @Override
  public void invalidate(String source) {
    calls.insist(
        "invalidate",
        Script.INVALIDATE,
        List.of(names.generation(source)),
        List.of(names.invalidations(), source.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    return leases.lease(key, leaseTime);
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    return leases.getOrLease(key, leaseTime);
  }

  @Override
  public CacheStore within(StoreBudget budget) {
    return new RedisCacheStore(leases.with(calls.within(budget)));
  }

  @Override
  public boolean protectsItself() {
    return true;
  }

  /**
   * Listens to what other nodes and this one invalidate, on a connection and two daemon threads of
   * the subscription's own. It asks for a sign of life every five seconds, connects again, with a
   * growing pause, whenever it was cut off, and tells the listener each time it is connected that
   * announcements may have been lost before. What a listener throws is logged.
   *
   * @param listener is told until the subscription is closed
   * @return the subscription; to be closed before the client
   */
  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    return RedisSubscription.start(calls.client(), names.invalidations(), listener);
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final UnifiedJedis client;
    private String prefix = "image-resize:";
    private int largestEntry = 4 << 20;
    private Duration deadline = Duration.ofMillis(200);
    private int concurrency = 5;
    private Runnable onDemotion = () -> {};
    private long marginMillis = Duration.ofMinutes(1).toMillis();

    private Builder(UnifiedJedis client) {
      this.client = Objects.requireNonNull(client, "client");
    }

    /**
     * Sets what every name begins with: applications with different prefixes share a server without
     * seeing each other. No prefix should be the beginning of another.
     *
     * @param value without braces, which would part a source's names in a Cluster; {@code
     *     image-resize:} by default
     * @return this builder
     */
    public Builder prefix(String value) {
      Require.that(
          value.indexOf('{') < 0 && value.indexOf('}') < 0, "prefix", "have no braces", value);
      prefix = value;
      return this;
    }

    /**
     * Sets the largest image that is stored; a larger one is made anew each time, or kept by
     * another tier.
     *
     * @param bytes of the encoded image, 1 or more; 4 MiB by default
     * @return this builder
     */
    public Builder largestEntry(int bytes) {
      Require.positive("largestEntry", bytes);
      largestEntry = bytes;
      return this;
    }

    /**
     * Sets how long Redis may take before it counts as in trouble, and how long an operation may
     * wait for its turn.
     *
     * @param value 1 ms or more; 200 ms by default
     * @return this builder
     */
    public Builder deadline(Duration value) {
      Require.atLeast("deadline", value, Duration.ofMillis(1));
      deadline = value;
      return this;
    }

    /**
     * Sets how many operations may be on the wire to one server together.
     *
     * @param operations 1..1000, at most the client's pool less three connections for each
     *     subscription; 5 by default, which goes with Jedis's default pool of 8
     * @return this builder
     */
    public Builder concurrency(int operations) {
      Require.range("concurrency", operations, 1, 1000);
      concurrency = operations;
      return this;
    }

    /**
     * Sets what is to be done when the server refuses to be written to since it has become a
     * replica, while another one took its place behind the same address. The store then reads
     * nothing more from it and now and then tries to write, but the connections are the client's:
     * {@code () -> client.getPool().clear()} lets those that are idle go, so that new ones lead to
     * the new master. Clients of Sentinel and Cluster notice by themselves.
     *
     * @param action runs on the thread of a caller, at each such refusal, at most once in a {@link
     *     #deadline}; must return at once; nothing by default
     * @return this builder
     */
    public Builder onDemotion(Runnable action) {
      onDemotion = Objects.requireNonNull(action, "onDemotion");
      return this;
    }

    /** Sets how much longer a generation without entries lasts than a lease. */
    Builder margin(Duration value) {
      marginMillis = value.toMillis();
      return this;
    }

    /**
     * Makes the store; nothing is sent to Redis yet.
     *
     * @return a new store
     */
    public RedisCacheStore build() {
      RedisKeys names = new RedisKeys(prefix);
      Runnable probe = () -> client.del(names.probe());
      ServerGates gates =
          new ServerGates(
              client,
              () ->
                  new OperationGate(
                      deadline, concurrency, new Demotion(probe, onDemotion), System::nanoTime),
              System::nanoTime);
      RedisCalls calls = new RedisCalls(client, gates, deadline, null);
      LostLeases lost = new LostLeases(System::nanoTime);
      return new RedisCacheStore(
          new RedisLeases(calls, names, new Tokens(), lost, marginMillis, largestEntry));
    }
  }
}
