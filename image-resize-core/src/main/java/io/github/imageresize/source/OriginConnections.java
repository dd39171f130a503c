package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections to origins: the name is resolved once, all of its addresses are checked, and
 * the first of them that answers is taken. Thread-safe.
 */
final class OriginConnections {
  private final TimedResolver resolver;
  private final boolean privateAddresses;
  private final SSLSocketFactory tls;
  private final Duration connectTimeout;

  /**
   * Opens none yet.
   *
   * @param privateAddresses whether addresses that are not of the public internet may be asked
   * @param connectTimeout how long to wait for one address
   */
  OriginConnections(
      HostResolver resolver,
      boolean privateAddresses,
      SSLSocketFactory tls,
      Duration connectTimeout) {
    this.resolver = new TimedResolver(resolver);
    this.privateAddresses = privateAddresses;
    this.tls = tls;
    this.connectTimeout = connectTimeout;
  }

  /**
   * Opens one.
   *
   * @param end when it must have been used up, by {@link System#nanoTime()}
   * @throws ImageResizeException with {@code UNAVAILABLE} if an address must not be asked
   * @throws IOException if none answers in time
   */
  PinnedConnection open(HttpOrigin origin, long end) throws IOException {
    IOException last = new UnknownHostException(origin.host());
    InetAddress[] addresses = resolver.resolve(origin.host(), left(end));
    for (InetAddress address : addresses) {
      if (!privateAddresses && !PublicAddresses.contain(address)) {
        throw new ImageResizeException(
            Reason.UNAVAILABLE, origin + " is at " + address + ", which is not a public address");
      }
    }
    for (InetAddress address : addresses) {
      Duration left = left(end);
      try {
        return PinnedConnection.open(origin, address, tls, connectTimeout, left);
      } catch (IOException next) {
        last = next;
      }
    }
    throw last;
  }

  private static Duration left(long end) throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("the time for reading has passed");
    }
    return Duration.ofNanos(left);
  }

  /**
   * Whether a failure speaks against the origin, and not only one resource or a short deadline.
   *
   * @param nanos how long it took
   */
  boolean showUnreachable(IOException failure, long nanos) {
    if (failure instanceof SocketTimeoutException) {
      return nanos >= connectTimeout.toNanos();
    }
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException;
  }
}
