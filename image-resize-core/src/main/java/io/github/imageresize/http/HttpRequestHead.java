package io.github.imageresize.http;

import io.github.imageresize.internal.http.HttpDate;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked: method, path, query, the few header fields that decide about an image, and
 * who it is. A copy, so that it stays valid when the server reuses its own request.
 *
 * <p>Immutable and thread-safe.
 */
public final class HttpRequestHead {
  private static final List<String> FIELDS =
      List.of(
          "Accept",
          "If-None-Match",
          "If-Modified-Since",
          "Range",
          "If-Range",
          "Host",
          "Cache-Control");

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final List<String> fields;
  private final @Nullable Principal principal;

  private HttpRequestHead(
      String method,
      String path,
      @Nullable String query,
      List<String> fields,
      @Nullable Principal principal) {
    this.method = Objects.requireNonNull(method, "method");
    this.path = Objects.requireNonNull(path, "path");
    this.query = query;
    this.fields = fields;
    this.principal = principal;
  }

  /**
   * Copies what matters of a request, where the handler's policy looks at no header fields.
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
    return of(method, path, query, fields, Set.of());
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
   * @param further the names of further fields to copy, as {@link ImageHttpHandler#fields()} gives
   *     them
   * @return the copy
   */
  public static HttpRequestHead of(
      String method,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> fields,
      Set<String> further) {
    List<String> copied = new ArrayList<>();
    copy(FIELDS, fields, copied);
    copy(further, fields, copied);
    return new HttpRequestHead(method, path, query, copied, null);
  }

  /**
   * A {@code GET} without header fields.
   *
   * @param target path and query as in a URL, such as {@code /images/a.jpg?w=300}
   * @return the request
   */
  public static HttpRequestHead get(String target) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new HttpRequestHead("GET", target, null, List.of(), null)
        : new HttpRequestHead(
            "GET", target.substring(0, mark), target.substring(mark + 1), List.of(), null);
  }

  /**
   * The same request with another header field.
   *
   * @param name the field's name
   * @param value its value
   * @return a copy
   */
  public HttpRequestHead withField(String name, String value) {
    List<String> more = new ArrayList<>(List.of(name, value));
    more.addAll(fields);
    return new HttpRequestHead(method, path, query, more, principal);
  }

  /**
   * The same request by a client that the server knows.
   *
   * @param client who asks; null if that is not known
   * @return a copy
   */
  public HttpRequestHead withPrincipal(@Nullable Principal client) {
    return client == null && principal == null
        ? this
        : new HttpRequestHead(method, path, query, fields, client);
  }

  private static void copy(
      Collection<String> names, Function<String, @Nullable String> fields, List<String> copied) {
    for (String name : names) {
      String value = fields.apply(name);
      if (value != null) {
        copied.add(name);
        copied.add(value);
      }
    }
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

  Optional<Principal> principal() {
    return Optional.ofNullable(principal);
  }

  Optional<String> field(String name) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).equalsIgnoreCase(name)) {
        return Optional.of(fields.get(i + 1));
      }
    }
    return Optional.empty();
  }

  Optional<String> accept() {
    return field("Accept");
  }

  Optional<String> ifNoneMatch() {
    return field("If-None-Match");
  }

  /** The date, if there is one that can be read. */
  Optional<Instant> ifModifiedSince() {
    return field("If-Modified-Since").flatMap(HttpDate::parse);
  }

  Optional<String> range() {
    return field("Range");
  }

  Optional<String> ifRange() {
    return field("If-Range");
  }

  /** Whether the client wants no stored reply (RFC 9111, section 5.2.1.4). */
  boolean isNoCache() {
    return field("Cache-Control")
        .filter(
            value ->
                FieldElements.split(value, ',').stream().anyMatch("no-cache"::equalsIgnoreCase))
        .isPresent();
  }
}
