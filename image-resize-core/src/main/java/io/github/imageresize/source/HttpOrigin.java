package io.github.imageresize.source;

import io.github.imageresize.internal.argument.Require;
import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a web server (RFC 6454).
 *
 * @param scheme http or https
 * @param host in lower case, a literal IPv6 address without its brackets
 * @param port the scheme's own where the URI has none
 */
record HttpOrigin(String scheme, String host, int port) {
  /**
   * The origin of a URI.
   *
   * @throws IllegalArgumentException if the URI is not of a web server, or holds a user's name
   */
  static HttpOrigin of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Require.that(
        scheme.equals("http") || scheme.equals("https"),
        "origin",
        "begin with http: or https:",
        uri);
    Require.that(
        uri.getHost() != null && uri.getRawUserInfo() == null,
        "origin",
        "have a host and no user",
        uri);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(scheme);
    return new HttpOrigin(scheme, host.replace("[", "").replace("]", ""), port);
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** Host and, unless it is the scheme's own, port; as in a URI and in a {@code Host} field. */
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == defaultPort(scheme) ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
