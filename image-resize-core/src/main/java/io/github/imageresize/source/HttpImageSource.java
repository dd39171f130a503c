package io.github.imageresize.source;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Originals on web servers, read over HTTP/1.1.
 *
 * <p>Only origins that were allowed are asked, redirects included, and only at addresses of the
 * public internet unless {@link Builder#allowPrivateAddresses()} says otherwise. A host's name is
 * resolved once for a request, its addresses are checked, and the connection is made to one of the
 * very addresses that were checked. This is why the class speaks HTTP itself: {@code java.net.http}
 * resolves names again behind its caller's back. Each request has a connection of its own; an
 * original is read once, and its images are then cached.
 *
 * <p>The version of an original is its {@code ETag}, or else its {@code Last-Modified}.
 *
 * <p>An origin has so many places, and one that fails five times in a row is let alone for some
 * seconds; see {@link Builder#concurrency}.
 *
 * <p>Thread-safe. An interrupt ends a read with {@code TIMEOUT} and stays set.
 */
public final class HttpImageSource implements ImageSource {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> GONE = Set.of(404, 410);
  private static final Set<Integer> OUT_OF_ORDER = Set.of(502, 503, 504);
  private static final Set<Integer> HEAD_NOT_KNOWN = Set.of(405, 501);

  private final HttpLocations locations;
  private final OriginConnections connections;
  private final int maxRedirects;
  private final Duration deadline;
  private final Map<HttpOrigin, OriginGuard> guards = new HashMap<>();

  private HttpImageSource(Builder builder) {
    Set<HttpOrigin> origins =
        builder.origins.stream().map(HttpOrigin::of).collect(Collectors.toUnmodifiableSet());
    this.locations =
        builder.base == null
            ? HttpLocations.ofOrigins(origins)
            : HttpLocations.below(builder.base, origins);
    this.connections =
        new OriginConnections(
            builder.resolver, builder.privateAddresses, builder.tls, builder.connectTimeout);
    this.maxRedirects = builder.maxRedirects;
    this.deadline = builder.deadline;
    for (HttpOrigin origin : locations.allowed()) {
      guards.put(origin, new OriginGuard(origin, builder.concurrency, builder.nanoTime));
    }
  }

  /**
   * A source of which each path is below one URL: {@code a/b.jpg} below {@code
   * https://example.com/originals/} is {@code https://example.com/originals/a/b.jpg}.
   *
   * @param base an http or https URL without query and user
   * @return a builder
   * @throws IllegalArgumentException if the URL is not so
   */
  public static Builder below(URI base) {
    HttpOrigin.of(base);
    Require.that(
        base.getRawQuery() == null && base.getRawFragment() == null,
        "base",
        "have no query and no fragment",
        base);
    return new Builder(base);
  }

  /**
   * A source of which each path begins with the host, and the port if that is not the scheme's own,
   * of one of some origins: {@code example.com/a/b.jpg}.
   *
   * @param origins http or https URLs, of which only scheme, host and port matter; at least one
   * @return a builder
   * @throws IllegalArgumentException if there is none, or one is not so
   */
  public static Builder ofOrigins(Collection<URI> origins) {
    Require.notEmpty("origins", origins);
    Builder builder = new Builder(null);
    origins.forEach(builder::allowRedirectsTo);
    return builder;
  }

  @Override
  public SourceImage read(String path, ReadAllowance allowance) {
    return exchange(
        "GET",
        path,
        allowance.deadline(),
        (connection, head) -> {
          if (!head.field("content-encoding").orElse("identity").equalsIgnoreCase("identity")) {
            throw new IOException("the response has a content coding that was not accepted");
          }
          return SourceImage.wrap(connection.body(head, path, allowance), head.version())
              .withLastModified(head.lastModified());
        });
  }

  @Override
  public String version(String path) {
    return version(path, Deadline.NONE);
  }

  @Override
  public String version(String path, Deadline allowed) {
    return exchange("HEAD", path, allowed, (connection, head) -> head.version());
  }

  /** What is made of a good response. */
  private interface Reader<T> {
    T read(PinnedConnection connection, HttpResponseHead head) throws IOException;
  }

  private <T> T exchange(String firstMethod, String path, Deadline requests, Reader<T> reader) {
    String method = firstMethod;
    URI url = locations.locate(path);
    requests.check();
    Duration left = requests.remaining();
    long end = System.nanoTime() + (left.compareTo(deadline) < 0 ? left : deadline).toNanos();
    for (int redirects = 0; redirects <= maxRedirects; ) {
      Answer<T> answer = ask(method, url, end, reader);
      if (answer.value != null) {
        return answer.value;
      }
      HttpResponseHead head = answer.head;
      if (REDIRECTS.contains(head.status()) && head.field("location").isPresent()) {
        url = locations.follow(url, head.field("location").get());
        redirects++;
      } else if (method.equals("HEAD") && HEAD_NOT_KNOWN.contains(head.status())) {
        method = "GET";
      } else {
        throw failure(url, head.status());
      }
    }
    throw new ImageResizeException(
        Reason.UNAVAILABLE, path + " is redirected more than " + maxRedirects + " times");
  }

  /** A response, and what was made of it if it was good. */
  private record Answer<T>(HttpResponseHead head, @Nullable T value) {}

  private <T> Answer<T> ask(String method, URI url, long end, Reader<T> reader) {
    HttpOrigin origin = HttpOrigin.of(url);
    OriginGuard guard = Objects.requireNonNull(guards.get(origin), "all allowed have a guard");
    guard.enter(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    long start = System.nanoTime();
    try (PinnedConnection connection = connections.open(origin, end)) {
      HttpResponseHead head = connection.send(method, target(url));
      T value = head.status() == 200 ? reader.read(connection, head) : null;
      if (OUT_OF_ORDER.contains(head.status())) {
        guard.failed();
      } else {
        guard.answered();
      }
      return new Answer<>(head, value);
    } catch (IOException failure) {
      boolean late =
          failure instanceof SocketTimeoutException || Thread.currentThread().isInterrupted();
      if (connections.showUnreachable(failure, System.nanoTime() - start)) {
        guard.failed();
      }
      throw new ImageResizeException(
          late ? Reason.TIMEOUT : Reason.UNAVAILABLE, url + " failed: " + failure, failure);
    } finally {
      guard.leave();
    }
  }

  private static String target(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static ImageResizeException failure(URI url, int status) {
    Reason reason = GONE.contains(status) ? Reason.SOURCE_NOT_FOUND : Reason.UNAVAILABLE;
    return new ImageResizeException(reason, url + " answered with status " + status);
  }

  /** Collects the settings of a source. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final @Nullable URI base;
    private final Set<URI> origins = new HashSet<>();
    private HostResolver resolver = InetAddress::getAllByName;
    private boolean privateAddresses;
    private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private int maxRedirects = 3;
    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration deadline = Duration.ofSeconds(10);
    private int concurrency = 48;
    private LongSupplier nanoTime = System::nanoTime;

    private Builder(@Nullable URI base) {
      this.base = base;
    }

    /**
     * Allows redirects to one more origin; those to the source's own are always allowed.
     *
     * @param origin an http or https URL, of which only scheme, host and port matter
     * @return this builder
     * @throws IllegalArgumentException if it is not so
     */
    public Builder allowRedirectsTo(URI origin) {
      HttpOrigin.of(origin);
      origins.add(origin);
      return this;
    }

    /**
     * Allows addresses that are not of the public internet: private, shared, loopback, link-local
     * and reserved ones. For originals on the host's own network.
     *
     * @return this builder
     */
    public Builder allowPrivateAddresses() {
      privateAddresses = true;
      return this;
    }

    /**
     * Sets how many redirects are followed.
     *
     * @param count 0..20; 3 by default
     * @return this builder
     * @throws IllegalArgumentException for any other number
     */
    public Builder maxRedirects(int count) {
      Require.range("maxRedirects", count, 0, 20);
      maxRedirects = count;
      return this;
    }

    /**
     * Sets how long to wait for a connection to one address.
     *
     * @param timeout at least a millisecond; 2 s by default
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = atLeastAMillisecond("connectTimeout", timeout);
      return this;
    }

    /**
     * Sets how long one read may take, from the name's resolution to the last byte, where the
     * request's own deadline is not sooner.
     *
     * @param timeout at least a millisecond; 10 s by default
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     */
    public Builder deadline(Duration timeout) {
      deadline = atLeastAMillisecond("deadline", timeout);
      return this;
    }

    /**
     * Sets how many requests to one origin are under way at most; a quarter as many more wait up to
     * two seconds for their turn, and others are refused as {@code OVERLOADED}. Should be less than
     * a server has threads for images, so that one slow origin does not take them all.
     *
     * @param requests 1 or more; 48 by default
     * @return this builder
     * @throws IllegalArgumentException if there are none
     */
    public Builder concurrency(int requests) {
      Require.positive("concurrency", requests);
      concurrency = requests;
      return this;
    }

    /**
     * Sets whom to trust over TLS.
     *
     * @param context a context; the platform's default if none is set
     * @return this builder
     */
    public Builder sslContext(SSLContext context) {
      tls = context.getSocketFactory();
      return this;
    }

    Builder nanoTime(LongSupplier value) {
      nanoTime = value;
      return this;
    }

    Builder resolver(HostResolver addresses) {
      resolver = Objects.requireNonNull(addresses, "resolver");
      return this;
    }

    /**
     * Makes the source.
     *
     * @return the source
     * @throws IllegalArgumentException if two origins differ only in their scheme
     */
    public HttpImageSource build() {
      return new HttpImageSource(this);
    }

    private static Duration atLeastAMillisecond(String field, Duration value) {
      Require.atLeast(field, value, Duration.ofMillis(1));
      return value;
    }
  }
}
