package io.github.imageresize.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one given address of an origin, for one request. The name of the origin is only
 * said to the server (Host, SNI) and compared with its certificate; it is not resolved again, so
 * that a name that changes its address between check and use leads nowhere else.
 *
 * <p>When its time has passed the connection is cut, whatever it is doing; so it is when the thread
 * that uses it is interrupted.
 */
final class PinnedConnection implements Closeable {
  private final HttpOrigin origin;
  private final SocketChannel channel;
  private final CompletableFuture<Void> expiry;
  private final CompletableFuture<Boolean> expired;
  private final Socket socket;
  private final InputStream in;

  private PinnedConnection(
      HttpOrigin origin,
      SocketChannel channel,
      SSLSocketFactory tls,
      Duration connectTimeout,
      Duration timeLeft,
      InetAddress address)
      throws IOException {
    this.origin = origin;
    this.channel = channel;
    // Unlike a delayed task, this timer is forgotten as soon as it is not needed any more.
    this.expiry =
        new CompletableFuture<Void>()
            .orTimeout(Math.max(1, timeLeft.toMillis()), TimeUnit.MILLISECONDS);
    this.expired = expiry.handle((inTime, late) -> expire(late));
    try {
      Socket plain = channel.socket();
      plain.connect(new InetSocketAddress(address, origin.port()), (int) connectTimeout.toMillis());
      plain.setTcpNoDelay(true);
      socket = origin.isSecure() ? secured(plain, tls) : plain;
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failure) {
      expiry.complete(null);
      throw explained(failure);
    }
  }

  static PinnedConnection open(
      HttpOrigin origin,
      InetAddress address,
      SSLSocketFactory tls,
      Duration connectTimeout,
      Duration timeLeft)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      return new PinnedConnection(origin, channel, tls, connectTimeout, timeLeft, address);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Sends a request and reads the head of its response. */
  HttpResponseHead send(String method, String target) throws IOException {
    String request =
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: "
            + origin.authority()
            + "\r\nAccept: image/*,*/*;q=0.1\r\nAccept-Encoding: identity"
            + "\r\nUser-Agent: image-resize\r\nConnection: close\r\n\r\n";
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return HttpResponseHead.read(in);
    } catch (IOException failure) {
      throw explained(failure);
    }
  }

  /** Reads the body that belongs to the head. */
  byte[] body(HttpResponseHead head, String name, ReadAllowance allowance) throws IOException {
    try {
      return HttpResponseBody.read(head, in, name, allowance);
    } catch (IOException failure) {
      throw explained(failure);
    }
  }

  @Override
  public void close() throws IOException {
    expiry.complete(null);
    channel.close();
  }

  private SSLSocket secured(Socket plain, SSLSocketFactory tls) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(plain, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Cuts the connection if its time has passed before it was closed; tells whether it has. */
  private boolean expire(@Nullable Throwable late) {
    if (late == null) {
      return false;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      System.getLogger(PinnedConnection.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection did not close", failure);
    }
    return true;
  }

  private IOException explained(IOException failure) {
    if (!expired.getNow(expiry.isCompletedExceptionally())) {
      return failure;
    }
    IOException timeout = new SocketTimeoutException("the time for the exchange has passed");
    timeout.initCause(failure);
    return timeout;
  }
}
