package io.github.imageresize.springboot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a port of its own, and a client of it. */
final class RunningApplication implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private RunningApplication(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningApplication start(
      Container container, Class<?> application, Map<String, ?> properties) {
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(application)
            .properties("server.port=0", "spring.main.banner-mode=off")
            .properties(Map.copyOf(properties));
    container.choose(builder);
    return new RunningApplication(builder.run());
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** The class of the web server, which tells the container. */
  String server() throws ReflectiveOperationException {
    // Its interface is in another package since Spring Boot 4.
    Object server = context.getClass().getMethod("getWebServer").invoke(context);
    return server.getClass().getSimpleName();
  }

  URI uri(String path) {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    context.close();
  }
}
