package io.github.imageresize.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The way to a server, byte by byte, which a test breaks and mends. */
final class FaultyLink implements AutoCloseable {
  /** What is wrong with the server as its clients see it. */
  enum Fault {
    NONE,
    /** Connections end, and new ones end at once. */
    KILLED,
    /** Nothing comes back; connections stand. */
    FROZEN,
    /** Each piece of an answer is late. */
    SLOW,
    /** Answers have the right length and are not what the server said. */
    LYING
  }

  private static final long LATE_NANOS = 120_000_000;

  private final InetSocketAddress server;
  private final ServerSocket entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  FaultyLink(int port) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    daemon(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on this is wrong. What was swallowed meanwhile is not made up for. */
  void set(Fault value) {
    Fault before = fault;
    fault = value;
    if (value == Fault.KILLED || before == Fault.FROZEN || before == Fault.LYING) {
      open.forEach(FaultyLink::close);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    open.forEach(FaultyLink::close);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        daemon(() -> serve(client));
      } catch (IOException closing) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Socket toServer = new Socket()) {
      if (fault == Fault.KILLED) {
        return;
      }
      toServer.connect(server, 5_000);
      open.add(toServer);
      daemon(() -> pass(client, toServer, false));
      pass(toServer, client, true);
      open.remove(toServer);
    } catch (IOException ended) {
      // The client sees that as it sees any end of a connection.
    } finally {
      open.remove(client);
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] piece = new byte[8192];
    Random random = new Random();
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        if (answers && fault == Fault.FROZEN) {
          continue;
        }
        if (answers && fault == Fault.SLOW) {
          LockSupport.parkNanos(LATE_NANOS);
        }
        if (answers && fault == Fault.LYING) {
          random.nextBytes(piece);
        }
        out.write(piece, 0, count);
        out.flush();
      }
    } catch (IOException ended) {
      // As above.
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      throw new IllegalStateException(already);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "faulty link");
    thread.setDaemon(true);
    thread.start();
  }
}
