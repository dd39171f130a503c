package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.EntryOrLease;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for leases, stores by them, and gives them back. What Redis holds for a lease is the
 * source's generation and a token of the holder; it lapses by itself.
 *
 * <p>A generation without entries lasts as long as its last lease and a margin: names that never
 * become images leave nothing behind for longer.
 *
 * <p>Thread-safe.
 *
 * @param marginMillis how much longer a generation lasts than a lease of it
 * @param largestEntry bytes of the largest image that is kept
 */
record RedisLeases(
    RedisCalls calls,
    RedisKeys names,
    Tokens tokens,
    LostLeases lost,
    long marginMillis,
    int largestEntry) {
  private static final System.Logger LOG = System.getLogger(RedisLeases.class.getPackageName());

  RedisLeases with(RedisCalls other) {
    return new RedisLeases(other, names, tokens, lost, marginMillis, largestEntry);
  }

  Lease lease(CacheKey key, Duration leaseTime) {
    long lasts = Milliseconds.of("leaseTime", leaseTime);
    return ask("lease", Script.LEASE, key, lasts).lease;
  }

  /** An entry that is damaged where no script looks counts as none. */
  EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    long lasts = Milliseconds.of("leaseTime", leaseTime);
    Answer answer = ask("get or lease", Script.GET_OR_LEASE, key, lasts);
    Optional<CacheEntry> entry = StoredValue.read(answer.entry, key, answer.lease.generation());
    return entry
        .map(EntryOrLease::of)
        .orElseGet(
            () -> EntryOrLease.of(answer.entry == null ? answer.lease : lease(key, leaseTime)));
  }

  private Answer ask(String operation, Script script, CacheKey key, long lasts) {
    byte[] lostToken = lost.take(key);
    byte[] token = lostToken == null ? tokens.next() : lostToken;
    List<byte[]> asked =
        List.of(names.generation(key.source()), names.lease(key), names.entry(key));
    List<byte[]> arguments =
        List.of(
            tokens.next(),
            token,
            Milliseconds.text(lasts),
            Milliseconds.text(lasts + marginMillis),
            StoredValue.mark(key));
    Object reply;
    try {
      reply = calls.script(operation, script, asked, arguments);
    } catch (RedisStoreException failure) {
      if (failure.mayHaveTakenEffect()) {
        lost.add(key, token);
      }
      throw failure;
    }
    giveLostBack(key);
    if (reply instanceof List<?> parts
        && parts.size() == 4
        && parts.get(0) instanceof byte[] generation
        && parts.get(1) instanceof Long granted
        && parts.get(2) instanceof byte[] present
        && (parts.get(3) == null || parts.get(3) instanceof byte[])) {
      return new Answer(
          new RedisLease(this, key, generation, token, present, granted == 1),
          (byte[]) parts.get(3));
    }
    lost.add(key, token);
    throw RedisCalls.notUnderstood(operation, reply);
  }

  /** What the scripts reply: a lease or, of one that looks, an entry in its stead. */
  private static final class Answer {
    private final RedisLease lease;
    private final byte @Nullable [] entry;

    private Answer(RedisLease lease, byte @Nullable [] entry) {
      this.lease = lease;
      this.entry = entry;
    }
  }

  boolean store(RedisLease lease, CacheEntry entry, Duration timeToLive) {
    long lasts = Milliseconds.near("timeToLive", timeToLive);
    CacheKey key = lease.key();
    List<byte[]> written =
        List.of(names.generation(key.source()), names.entry(key), names.lease(key));
    if (entry.imageLength() > largestEntry) {
      return calls.decide("drop", Script.DROP, written, List.of(lease.generation(), lease.token()));
    }
    return calls.decide(
        "store",
        Script.STORE,
        written,
        List.of(
            lease.generation(),
            lease.token(),
            StoredValue.of(lease.generation(), key, entry.toBytes()),
            Milliseconds.text(lasts)));
  }

  /** Not at the cost of the request, which does something else meanwhile. */
  boolean renew(RedisLease lease, Duration leaseTime) {
    long lasts = Milliseconds.of("leaseTime", leaseTime);
    CacheKey key = lease.key();
    return calls
        .patient()
        .decide(
            "renew",
            Script.RENEW,
            List.of(names.generation(key.source()), names.lease(key)),
            List.of(
                lease.generation(),
                lease.token(),
                Milliseconds.text(lasts),
                Milliseconds.text(lasts + marginMillis)));
  }

  void release(RedisLease lease) {
    release(lease.key(), lease.token());
  }

  /** After an operation on the server of a key went well: gives a lost lease there back, if any. */
  void giveLostBack(CacheKey key) {
    byte[] name = names.generation(key.source());
    lost.takeAny(other -> calls.gates().areOneServer(name, names.generation(other.source())))
        .ifPresent(
            lease -> {
              try {
                release(lease.key(), lease.holder());
              } catch (RedisStoreException remembered) {
                LOG.log(
                    System.Logger.Level.DEBUG, "a lost lease could not be returned", remembered);
              }
            });
  }

  /** Though its request has spent its time: other nodes would wait for a holder that is none. */
  private void release(CacheKey key, byte[] holder) {
    try {
      calls.patient().decide("release", Script.RELEASE, List.of(names.lease(key)), List.of(holder));
    } catch (RedisStoreException failure) {
      lost.add(key, holder);
      throw failure;
    }
  }
}
