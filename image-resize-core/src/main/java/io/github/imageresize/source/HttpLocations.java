package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where originals are on the web: which URL a path means, and which URLs may be asked at all. */
final class HttpLocations {
  private static final String HEXADECIMAL = "0123456789ABCDEF";

  private final String base;
  private final Map<String, HttpOrigin> byAuthority;
  private final Set<HttpOrigin> allowed;

  private HttpLocations(String base, Map<String, HttpOrigin> byAuthority, Set<HttpOrigin> allowed) {
    this.base = base;
    this.byAuthority = byAuthority;
    this.allowed = allowed;
  }

  /** Paths are below a base; redirects may lead to its origin and some others. */
  static HttpLocations below(URI base, Set<HttpOrigin> others) {
    Set<HttpOrigin> allowed = new HashSet<>(others);
    HttpOrigin origin = HttpOrigin.of(base);
    allowed.add(origin);
    String path = base.getRawPath().endsWith("/") ? base.getRawPath() : base.getRawPath() + "/";
    return new HttpLocations(origin + path, Map.of(), Set.copyOf(allowed));
  }

  /** Paths begin with the authority of one of some origins. */
  static HttpLocations ofOrigins(Set<HttpOrigin> origins) {
    Map<String, HttpOrigin> byAuthority = new HashMap<>();
    for (HttpOrigin origin : origins) {
      Require.that(
          byAuthority.put(origin.authority(), origin) == null,
          "origins",
          "differ in host or port",
          origin.authority() + " twice");
    }
    return new HttpLocations("", Map.copyOf(byAuthority), Set.copyOf(origins));
  }

  /** The origins that may be asked. */
  Set<HttpOrigin> allowed() {
    return allowed;
  }

  /**
   * The URL that a path means.
   *
   * @throws ImageResizeException with {@code SOURCE_NOT_FOUND} for a path with unfit segments, or
   *     of an origin that is not allowed
   */
  URI locate(String path) {
    List<String> segments = RelativePath.segments(path);
    if (byAuthority.isEmpty()) {
      return URI.create(base + encoded(segments));
    }
    HttpOrigin origin = byAuthority.get(segments.get(0));
    if (origin == null || segments.size() == 1) {
      throw new ImageResizeException(
          Reason.SOURCE_NOT_FOUND,
          "the path " + path + " must begin with one of " + byAuthority.keySet());
    }
    return URI.create(origin + "/" + encoded(segments.subList(1, segments.size())));
  }

  /**
   * The URL that a redirect leads to.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if that is none, or not allowed
   */
  URI follow(URI from, String location) {
    try {
      URI to = from.resolve(location);
      if (allowed.contains(HttpOrigin.of(to))) {
        return to;
      }
    } catch (IllegalArgumentException malformed) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE, from + " redirects to " + location + ", which is no URL", malformed);
    }
    throw new ImageResizeException(
        Reason.UNAVAILABLE, from + " redirects to " + location + ", which is not allowed");
  }

  /** All but the unreserved characters of RFC 3986 are percent-encoded. */
  private static String encoded(List<String> segments) {
    StringBuilder out = new StringBuilder();
    for (String segment : segments) {
      out.append(out.length() == 0 ? "" : "/");
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
          out.append(c);
        } else {
          out.append('%').append(HEXADECIMAL.charAt(c >> 4)).append(HEXADECIMAL.charAt(c & 15));
        }
      }
    }
    return out.toString();
  }
}
