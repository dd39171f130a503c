package io.github.imageresize.source;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an original and their version. The bytes are shared, not copied: nobody writes to
 * them.
 */
public final class SourceImage {
  private final byte[] bytes;
  private final String version;
  private final @Nullable Instant lastModified;

  private SourceImage(byte[] bytes, String version, @Nullable Instant lastModified) {
    this.bytes = bytes;
    this.version = version;
    this.lastModified = lastModified;
  }

  /**
   * Wraps an original without copying it.
   *
   * @param bytes the encoded original; the caller gives it up
   * @param version the version of these bytes; empty if the source has none
   * @return the original
   */
  public static SourceImage wrap(byte[] bytes, String version) {
    return new SourceImage(
        Objects.requireNonNull(bytes, "bytes"), Objects.requireNonNull(version, "version"), null);
  }

  /**
   * The same original with the time of its last change.
   *
   * @param time as the source says; null if it does not say
   * @return a copy that shares the bytes
   */
  public SourceImage withLastModified(@Nullable Instant time) {
    return new SourceImage(bytes, version, time);
  }

  /**
   * The encoded bytes, shared with every other reader.
   *
   * @return the bytes; must not be written to
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The version of the bytes.
   *
   * @return a text that changes whenever the bytes do; empty if the source has none
   */
  public String version() {
    return version;
  }

  /**
   * When the bytes were last changed.
   *
   * @return the instant, or empty if the source does not say
   */
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }
}
