package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.InvalidationListener;
import io.github.imageresize.cache.Lease;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keeps entries in Redis, for all nodes that use the same server, Sentinel group, or Cluster, and
 * the same prefix. Works with Redis from 5 on and Jedis from 5.2 to 8.
 *
 * <p>A lookup is one {@code MGET} of the source's generation, a random token, and the entry, which
 * names the generation it was made in; everything else is one script. {@link #invalidate} forgets
 * the generation: whatever was made in it, or is being made, is dead at once for every reader of
 * Redis. A generation that is lost, to eviction or a restart, costs misses and no more. Only an
 * invalidation that Redis itself forgets, since a failover or a restart went back to older data,
 * leaves old entries in use, until their own lifetime ends.
 *
 * <p>Every name has a time to live; those of entries are spread by ±{@value #JITTER_PERCENT} %, so
 * that what was stored together does not end together. An entry takes about {@value
 * #ENTRY_OVERHEAD_BYTES} bytes beyond its image, and each source that has entries another {@value
 * #SOURCE_OVERHEAD_BYTES} (Redis 6.2 with the default prefix, before what its allocator rounds up).
 * Any eviction policy is safe; {@code allkeys-lru} or {@code volatile-lru} fits.
 *
 * <p><b>The client is the caller's</b>, who sets its time limits and closes it. An operation runs
 * on its caller's thread, so that one which is on the wire when Redis stops answering ends by the
 * client's limits: set {@code socketTimeoutMillis} and {@code connectionTimeoutMillis} to the
 * {@link Builder#deadline deadline}, the pool's {@code maxWait} likewise, and, with a Cluster,
 * {@code maxTotalRetriesDuration}. The pool's {@code maxTotal} should be one more than the {@link
 * Builder#concurrency concurrency}, for the connection that a {@linkplain #onInvalidation
 * subscription} keeps. What the store sees to itself: all operations after the first that is over
 * the deadline are turned away at once until Redis answers again, one at a time trying; none waits
 * longer than the deadline for its turn; nothing is tried twice.
 *
 * <p>Needed permissions: {@code MGET}, {@code EVAL}, {@code EVALSHA}, {@code SET}, {@code DEL},
 * {@code UNLINK}, * {@code PTTL}, {@code PEXPIRE}, {@code PUBLISH}, {@code SUBSCRIBE}, {@code
 * UNSUBSCRIBE}, {@code PING}, for names and channels that begin with the prefix.
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

  private static final int TOKEN_LENGTH = StoredValue.GENERATION_LENGTH;
  private static final Duration GENERATION_LASTS = Duration.ofHours(1);
  private static final byte[] UNKNOWN = {};

  private final UnifiedJedis client;
  private final RedisKeys names;
  private final int largestEntry;
  private final OperationGate gate;
  private final SecureRandom random = new SecureRandom();

  private RedisCacheStore(Builder builder) {
    client = builder.client;
    names = new RedisKeys(builder.prefix);
    largestEntry = builder.largestEntry;
    gate = new OperationGate(builder.deadline, builder.concurrency, System::nanoTime);
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
    byte[] generation = names.generation(key.source());
    byte[] entry = names.entry(key);
    List<?> found = gate.run("get", () -> client.mget(generation, entry));
    if (found.size() != 2 || !isValueOrNone(found.get(0)) || !isValueOrNone(found.get(1))) {
      throw new RedisStoreException("'get' was answered by something else: " + found, null);
    }
    return StoredValue.read((byte[]) found.get(1), key, (byte[]) found.get(0));
  }

  /** What a client declares as bytes may be anything after a damaged reply. */
  private static boolean isValueOrNone(@Nullable Object reply) {
    return reply == null || reply instanceof byte[];
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    long lasts = jittered(timeToLive);
    if (entry.imageLength() > largestEntry) {
      drop(key);
      return;
    }
    byte[] value = StoredValue.of(new byte[TOKEN_LENGTH], key, entry.toBytes());
    run(
        "put",
        Script.PUT,
        List.of(names.generation(key.source()), names.entry(key)),
        List.of(
            token(),
            Arrays.copyOfRange(value, TOKEN_LENGTH, value.length),
            number(lasts),
            number(Math.max(lasts, GENERATION_LASTS.toMillis()))));
  }

  @Override
  public void invalidate(String source) {
    run(
        "invalidate",
        Script.INVALIDATE,
        List.of(names.generation(source)),
        List.of(names.invalidations(), source.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    long millis = positiveMillis("atMost", atMost);
    byte[] holder = token();
    Object reply =
        run(
            "lease",
            Script.LEASE,
            List.of(names.generation(key.source()), names.lease(key)),
            List.of(token(), holder, number(millis), number(GENERATION_LASTS.toMillis())));
    if (reply instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof byte[] generation
        && pair.get(1) instanceof Long granted) {
      return new RedisLease(this, key, generation, holder, granted == 1);
    }
    throw new RedisStoreException("'lease' was answered by something else: " + reply, null);
  }

  /**
   * Listens to what other nodes and this one invalidate, on a connection and two daemon threads of
   * the subscription's own. It connects again, with a growing pause, whenever it was cut off, and
   * tells the listener each time it is connected that announcements may have been lost before.
   *
   * @param listener is told until the subscription is closed
   * @return the subscription; to be closed before the client
   */
  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    return RedisSubscription.start(client, names.invalidations(), listener);
  }

  Lease.Outcome store(RedisLease lease, CacheEntry entry, Duration timeToLive) {
    long lasts = jittered(timeToLive);
    CacheKey key = lease.key();
    if (entry.imageLength() > largestEntry) {
      drop(key);
      return Lease.Outcome.NOT_KNOWN;
    }
    Object stored =
        run(
            "store",
            Script.STORE,
            List.of(names.generation(key.source()), names.entry(key), names.lease(key)),
            List.of(
                lease.generation(),
                StoredValue.of(lease.generation(), key, entry.toBytes()),
                number(lasts),
                lease.token()));
    if (!Long.valueOf(1).equals(stored)) {
      return Lease.Outcome.REFUSED;
    }
    lease.released();
    return Lease.Outcome.ACCEPTED;
  }

  boolean renew(RedisLease lease, Duration atMost) {
    long millis = positiveMillis("atMost", atMost);
    Object renewed =
        run(
            "renew",
            Script.RENEW,
            List.of(names.lease(lease.key())),
            List.of(value(lease), number(millis)));
    return Long.valueOf(1).equals(renewed);
  }

  void release(RedisLease lease) {
    run("release", Script.RELEASE, List.of(names.lease(lease.key())), List.of(value(lease)));
  }

  private static byte[] value(RedisLease lease) {
    byte[] value = Arrays.copyOf(lease.generation(), lease.generation().length + TOKEN_LENGTH);
    System.arraycopy(lease.token(), 0, value, lease.generation().length, TOKEN_LENGTH);
    return value;
  }

  /** What is too large to be stored replaces an earlier entry all the same. */
  private void drop(CacheKey key) {
    gate.run("drop", () -> client.unlink(names.entry(key)));
  }

  private Object run(String operation, Script script, List<byte[]> keys, List<byte[]> arguments) {
    return gate.run(
        operation, () -> Objects.requireNonNullElse(script.run(client, keys, arguments), UNKNOWN));
  }

  private byte[] token() {
    byte[] token = new byte[TOKEN_LENGTH];
    random.nextBytes(token);
    return token;
  }

  private static long jittered(Duration timeToLive) {
    long millis = positiveMillis("timeToLive", timeToLive);
    double factor = 1 + ThreadLocalRandom.current().nextDouble(-1, 1) * JITTER_PERCENT / 100;
    return Math.max(1, Math.round(millis * factor));
  }

  private static long positiveMillis(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, but is " + value);
    }
    return Math.max(1, value.toMillis());
  }

  private static byte[] number(long value) {
    return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final UnifiedJedis client;
    private String prefix = "image-resize:";
    private int largestEntry = 4 << 20;
    private Duration deadline = Duration.ofMillis(200);
    private int concurrency = 7;

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
      if (value.indexOf('{') >= 0 || value.indexOf('}') >= 0) {
        throw new IllegalArgumentException("prefix must have no braces, but is '" + value + "'");
      }
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
      if (bytes < 1) {
        throw new IllegalArgumentException("largestEntry must be 1 or more, but is " + bytes);
      }
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
      if (value.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException("deadline must be 1 ms or more, but is " + value);
      }
      deadline = value;
      return this;
    }

    /**
     * Sets how many operations may be on the wire together.
     *
     * @param operations 1..1000, at most the client's pool less one connection; 7 by default, which
     *     goes with Jedis's default pool of 8
     * @return this builder
     */
    public Builder concurrency(int operations) {
      if (operations < 1 || operations > 1000) {
        throw new IllegalArgumentException("concurrency must be 1..1000, but is " + operations);
      }
      concurrency = operations;
      return this;
    }

    /**
     * Makes the store; nothing is sent to Redis yet.
     *
     * @return a new store
     */
    public RedisCacheStore build() {
      return new RedisCacheStore(this);
    }
  }
}
