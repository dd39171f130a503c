package io.github.imageresize.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A function in a thread of the test, which speaks the runtime API as a runtime does. */
final class InProcessFunction implements AutoCloseable {
  /** What the function makes of an event; what it throws becomes a function error. */
  interface Body {
    byte[] answer(byte[] event) throws Exception;
  }

  private final String invocations;
  private final Body body;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread thread = new Thread(this::serve, "in-process-function");

  InProcessFunction(RuntimeEndpoint endpoint, Body body) {
    this.invocations = endpoint.uri() + "/2018-06-01/runtime/invocation/";
    this.body = body;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void serve() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        HttpResponse<byte[]> next =
            http.send(
                HttpRequest.newBuilder(URI.create(invocations + "next")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        try {
          post(id + "/response", body.answer(next.body()));
        } catch (InterruptedException closing) {
          throw closing;
        } catch (Exception thrown) {
          String error =
              "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}"
                  .formatted(thrown.getClass().getName(), thrown.getMessage());
          post(id + "/error", error.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
      }
    } catch (InterruptedException | IOException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(String path, byte[] answer) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(URI.create(invocations + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(answer))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }
}
