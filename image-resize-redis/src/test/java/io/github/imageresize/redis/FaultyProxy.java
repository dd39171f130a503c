package io.github.imageresize.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between client and server and spoils what the server answers, as it is told. */
final class FaultyProxy implements AutoCloseable {
  /** Changes a piece of an answer, or throws to cut the connection. */
  interface Fault {
    void forward(byte[] piece, OutputStream client) throws IOException;
  }

  static final Fault NONE = (piece, client) -> client.write(piece);

  /** Answers end in the middle. */
  static final Fault CUT =
      (piece, client) -> {
        client.write(piece, 0, piece.length / 2);
        throw new IOException("cut");
      };

  /** Answers never come. */
  static final Fault SILENCE = (piece, client) -> {};

  private final ServerSocket entrance;
  private volatile int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = NONE;

  FaultyProxy(int server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    daemon(this::accept);
  }

  /** Answers are late by a time. */
  static Fault delay(Duration time) {
    return (piece, client) -> {
      LockSupport.parkNanos(time.toNanos());
      client.write(piece);
    };
  }

  /** Answers come byte by byte, each late by a time. */
  static Fault drip(Duration time) {
    return (piece, client) -> {
      for (byte drop : piece) {
        LockSupport.parkNanos(time.toNanos());
        client.write(drop);
        client.flush();
      }
    };
  }

  /** Answers are of the right length, but no answers. */
  static Fault garbage(long seed) {
    Random random = new Random(seed);
    return (piece, client) -> {
      byte[] noise = new byte[piece.length];
      random.nextBytes(noise);
      client.write(noise);
    };
  }

  /** One byte of each answer is another. */
  static Fault flip(long seed) {
    Random random = new Random(seed);
    return (piece, client) -> {
      byte[] flipped = piece.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      client.write(flipped);
    };
  }

  int port() {
    return entrance.getLocalPort();
  }

  void set(Fault value) {
    fault = value;
  }

  /** Leads connections to come to another server, as a name does that was given another address. */
  void leadTo(int otherServer) {
    server = otherServer;
  }

  /** Ends all connections that there are now. */
  void cutAll() {
    open.forEach(FaultyProxy::closed);
  }

  @Override
  public void close() {
    closed(entrance);
    cutAll();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(target);
        daemon(() -> pump(client, target, NONE));
        daemon(() -> pump(target, client, (piece, out) -> fault.forward(piece, out)));
      } catch (IOException closedOrRefused) {
        continue;
      }
    }
  }

  private void pump(Socket from, Socket to, Fault spoiler) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        spoiler.forward(Arrays.copyOf(buffer, count), out);
        out.flush();
      }
    } catch (IOException cut) {
      open.remove(from);
    }
  }

  private static void closed(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
