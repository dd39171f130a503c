package io.github.imageresize.cache;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a {@link CacheStore} to a caller that takes the entry or, if there is none, a
 * lease: exactly one of the two.
 */
public final class EntryOrLease {
  private final @Nullable CacheEntry entry;
  private final @Nullable Lease lease;

  private EntryOrLease(@Nullable CacheEntry entry, @Nullable Lease lease) {
    this.entry = entry;
    this.lease = lease;
  }

  /**
   * There is an entry.
   *
   * @param entry the entry
   * @return an answer without a lease
   */
  public static EntryOrLease of(CacheEntry entry) {
    return new EntryOrLease(Objects.requireNonNull(entry, "entry"), null);
  }

  /**
   * There is no entry.
   *
   * @param lease granted or not; to be closed by whoever gets this answer
   * @return an answer without an entry
   */
  public static EntryOrLease of(Lease lease) {
    return new EntryOrLease(null, Objects.requireNonNull(lease, "lease"));
  }

  /**
   * The entry.
   *
   * @return the entry, or empty if there is a lease
   */
  public Optional<CacheEntry> entry() {
    return Optional.ofNullable(entry);
  }

  /**
   * The lease.
   *
   * @return the lease, or empty if there is an entry
   */
  public Optional<Lease> lease() {
    return Optional.ofNullable(lease);
  }
}
