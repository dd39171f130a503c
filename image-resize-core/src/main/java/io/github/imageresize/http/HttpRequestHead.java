package io.github.imageresize.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked: method, path, query, and the few header fields that decide about an image. A
 * copy, so that it stays valid when the server reuses its own request.
 *
 * <p>Immutable and thread-safe.
 */
public final class HttpRequestHead {
  private final String method;
  private final String path;
  private final @Nullable String query;
  private final @Nullable String accept;
  private final @Nullable String ifNoneMatch;
  private final @Nullable String range;
  private final @Nullable String ifRange;

  private HttpRequestHead(
      String method,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> fields) {
    this.method = Objects.requireNonNull(method, "method");
    this.path = Objects.requireNonNull(path, "path");
    this.query = query;
    this.accept = fields.apply("Accept");
    this.ifNoneMatch = fields.apply("If-None-Match");
    this.range = fields.apply("Range");
    this.ifRange = fields.apply("If-Range");
  }

  /**
   * Copies what matters of a request.
   *
   * @param method the method, such as {@code GET}
   * @param path the path as it was sent, not decoded, without the query, beginning with {@code /}
   * @param query the query as it was sent, not decoded, without the question mark; null if there is
   *     none
   * @param fields gives the value of a header field by its name in any case, or null; the lines of
   *     a field that came more than once are joined with commas (RFC 9110, section 5.3)
   * @return the copy
   */
  public static HttpRequestHead of(
      String method,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> fields) {
    return new HttpRequestHead(method, path, query, fields);
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String query() {
    return query == null ? "" : query;
  }

  Optional<String> accept() {
    return Optional.ofNullable(accept);
  }

  Optional<String> ifNoneMatch() {
    return Optional.ofNullable(ifNoneMatch);
  }

  Optional<String> range() {
    return Optional.ofNullable(range);
  }

  Optional<String> ifRange() {
    return Optional.ofNullable(ifRange);
  }
}
