package io.github.imageresize.codec;

import io.github.imageresize.ImageFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A format that originals come in, told by magic bytes, never by name. Each codec brings its own.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class SourceFormat {
  private final String name;
  private final @Nullable ImageFormat output;

  private SourceFormat(String name, @Nullable ImageFormat output) {
    this.name = Objects.requireNonNull(name, "name");
    this.output = output;
  }

  /**
   * A format that is read only.
   *
   * @param name as in messages, such as {@code HEIC}
   * @return the format
   */
  public static SourceFormat named(String name) {
    return new SourceFormat(name, null);
  }

  /**
   * A format that images can be asked for in, too.
   *
   * @param name as in messages, such as {@code WebP}
   * @param output the same format as an output
   * @return the format
   */
  public static SourceFormat of(String name, ImageFormat output) {
    return new SourceFormat(name, Objects.requireNonNull(output, "output"));
  }

  /**
   * The name of the format in messages.
   *
   * @return such as {@code WebP}
   */
  public String name() {
    return name;
  }

  /**
   * The same format as an output.
   *
   * @return empty if images can't be asked for in it
   */
  public Optional<ImageFormat> output() {
    return Optional.ofNullable(output);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceFormat that && name.equals(that.name) && output == that.output;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
