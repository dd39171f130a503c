package io.github.imageresize.springboot;

import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with a source of its own, and what befalls a request while it ends. */
@SpringBootConfiguration
@EnableAutoConfiguration
class HeldApplication {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Bean
  ImageSource source() {
    return new HeldSource();
  }

  /**
   * What a request was answered that waited for its image when the application was told to end.
   *
   * @param virtualThreads whether the application is to use them
   */
  static Outcome endedAmidRequest(Container container, boolean virtualThreads) throws Exception {
    Map<String, String> properties =
        Map.of(
            "image-resize.sizes.widths", "320",
            "server.shutdown", "graceful",
            "spring.threads.virtual.enabled", Boolean.toString(virtualThreads));
    RunningApplication application =
        RunningApplication.start(container, HeldApplication.class, properties);
    HeldSource source = (HeldSource) application.bean(ImageSource.class);
    CompletableFuture<HttpResponse<byte[]>> answer =
        CompletableFuture.supplyAsync(() -> got(application));
    source.awaitAsked();
    CompletableFuture<Void> end = CompletableFuture.runAsync(application::close);
    awaitClosed(application.uri("/"));
    boolean endedBefore = end.isDone();
    source.release();
    HttpResponse<byte[]> response = answer.get();
    end.get();
    return new Outcome(
        response.statusCode(), response.body(), endedBefore, source.readByVirtualThread());
  }

  private static HttpResponse<byte[]> got(RunningApplication application) {
    try {
      return application.get("/images/beach.jpg?w=320");
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Waits until nobody is let in any more. */
  private static void awaitClosed(URI uri) {
    long begun = System.nanoTime();
    while (isOpen(uri)) {
      if (System.nanoTime() - begun > LIMIT.toNanos()) {
        throw new AssertionError("the port is open, " + LIMIT + " after the application was ended");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean isOpen(URI uri) {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** What came of it. */
  record Outcome(int status, byte[] body, boolean endedBefore, boolean virtual) {}

  /** Runs on a JDK of its own: prints, for each container, what came of it. */
  public static void main(String[] arguments) throws Exception {
    for (Container container : Container.values()) {
      Outcome outcome = endedAmidRequest(container, true);
      System.out.println(
          "OUTCOME "
              + container
              + " status="
              + outcome.status()
              + " size="
              + Originals.size(outcome.body())
              + " virtual="
              + outcome.virtual());
    }
    System.exit(0);
  }
}
