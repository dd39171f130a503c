package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.http.ImageUrls;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisServer;

/**
 * What an application has of nothing but properties: with an actuator, Redis, a context path and a
 * proxy in front. Run with the class path of each Spring Boot, in each container.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
abstract class ApplicationContract {
  private static final String KEY = "k1:" + "0123456789abcdef".repeat(4);

  private final Container container;
  private RedisServer redis;
  private RunningApplication application;

  ApplicationContract(Container container) {
    this.container = container;
  }

  /** An application that sees what is observed. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Shop {
    private final List<String> observed = new CopyOnWriteArrayList<>();

    @Bean
    ObservationHandler<Observation.Context> observed() {
      return new ObservationHandler<>() {
        @Override
        public void onStop(Observation.Context context) {
          var parent = context.getParentObservation();
          String within = parent == null ? "nothing" : parent.getContextView().getName();
          observed.add(context.getName() + " within " + within);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
          return true;
        }
      };
    }

    List<String> seen() {
      return observed;
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    int port = FreePort.find();
    redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
    redis.start();
    Map<String, Object> properties = new HashMap<>();
    properties.put("image-resize.source.folder", Originals.writeTo(folder).toString());
    properties.put("image-resize.sizes.widths", "320,640");
    properties.put("image-resize.cache.memory", "16MB");
    properties.put("image-resize.descriptions", "true");
    properties.put("image-resize.presets.thumb", "w=100&h=100&fit=cover");
    properties.put("image-resize.signing-keys", KEY);
    properties.put("image-resize.redis.enabled", "true");
    properties.put("image-resize.redis.url", "redis://localhost:" + port);
    properties.put("image-resize.redis.deadline", "2s");
    properties.put("image-resize.headers.max-age", "2h");
    properties.put("server.servlet.context-path", "/shop");
    properties.put("server.forward-headers-strategy", "framework");
    properties.put("management.endpoints.web.exposure.include", "*");
    properties.put("management.endpoint.health.show-details", "always");
    application = RunningApplication.start(container, Shop.class, properties);
  }

  @AfterAll
  void stop() throws Exception {
    if (application != null) {
      application.close();
    }
    redis.stop();
  }

  private String text(String path, String... headers) throws Exception {
    return new String(application.get(path, headers).body(), StandardCharsets.UTF_8);
  }

  @Test
  void isOfTheVersionAndTheContainerThatItIsSaidToBeOf() throws Exception {
    assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("boot.version"));
    assertThat(application.server()).containsIgnoringCase(container.name());
  }

  @Test
  void servesImagesBelowItsContextPathAndKeepsThem() throws Exception {
    HttpResponse<byte[]> first = application.get("/shop/images/beach.jpg?w=320");
    HttpResponse<byte[]> second = application.get("/shop/images/beach.jpg?w=320");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Originals.size(first.body())).isEqualTo("320x240");
    assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=7200");
    assertThat(second.headers().firstValue("Cache-Status").orElseThrow()).contains("hit");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void describesOriginals() throws Exception {
    HttpResponse<byte[]> described = application.get("/shop/images/beach.jpg?describe=true");

    assertThat(described.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(new String(described.body(), StandardCharsets.UTF_8))
        .contains("\"format\":\"jpeg\"", "\"thumbHash\":");
  }

  @Test
  void leavesOtherPathsToTheApplication() throws Exception {
    assertThat(application.get("/images/beach.jpg?w=320").statusCode()).isEqualTo(404);
    assertThat(application.get("/shop/other").statusCode()).isEqualTo(404);
    assertThat(application.get("/shop/actuator/health").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesSizesThatNothingAdmits() throws Exception {
    HttpResponse<byte[]> refused = application.get("/shop/images/beach.jpg?w=321");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("320", "640");
    HttpResponse<byte[]> preset = application.get("/shop/images/beach.jpg?p=thumb");
    assertThat(Originals.size(preset.body())).isEqualTo("100x100");
  }

  @Test
  void servesWhatItSignedBehindAProxyThatHasAPrefix() throws Exception {
    ImageUrls urls = application.bean(ImageUrls.class);
    String url = urls.url(ImageRequest.builder("beach.jpg").width(77).build());
    String[] proxy = {"X-Forwarded-Prefix", "/public", "X-Forwarded-Host", "shop.example"};

    assertThat(url).startsWith("/images/beach.jpg").contains("sig=");
    assertThat(application.get("/shop" + url).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> forwarded = application.get("/shop" + url, proxy);
    assertThat(forwarded.statusCode()).isEqualTo(200);
    assertThat(Originals.size(forwarded.body())).isEqualTo("77x58");
    assertThat(application.get("/shop" + url.replace("w=77", "w=78"), proxy).statusCode())
        .isEqualTo(403);
  }

  @Test
  void keepsImagesInRedisByItsOwnClient() throws Exception {
    application.get("/shop/images/beach.jpg?w=640");

    assertThat(application.bean(UnifiedJedis.class).keys("image-resize:*")).isNotEmpty();
  }

  @Test
  void tellsItsHealth() throws Exception {
    String health = text("/shop/actuator/health");

    assertThat(health).startsWith("{").contains("\"imageResize\":{");
    for (String part : List.of("source", "cache", "redis", "engine")) {
      String of = text("/shop/actuator/health/imageResize/" + part);
      assertThat(of).as(part).contains("\"status\":\"UP\"");
    }
    assertThat(text("/shop/actuator/health/imageResize/engine")).contains("local-", "\"jpeg\"");
    assertThat(text("/shop/actuator/health/imageResize/source")).contains("DirectoryImageSource");
    assertThat(text("/shop/actuator/health/imageResize/cache")).contains("of 16777216 bytes");
  }

  @Test
  void tellsOfItself() throws Exception {
    assertThat(text("/shop/actuator/info"))
        .contains("\"imageResize\":{", "\"path\":\"/images/\"", "\"engine\":\"local-");
  }

  @Test
  void countsAndObservesWhatItMakes() throws Exception {
    application.get("/shop/images/beach.jpg?p=thumb");
    String line = "image_resize_made_seconds_count{engine=\"local\",format=\"jpeg\"}";
    long begun = System.nanoTime();
    while (!text("/shop/actuator/prometheus").contains(line)) {
      assertThat(System.nanoTime() - begun)
          .as("nanoseconds without " + line)
          .isLessThan(20_000_000_000L);
    }

    assertThat(text("/shop/actuator/prometheus"))
        .contains("image_resize_memory_capacity_bytes 1.6777216E7", "image_resize_lookups_total");
    assertThat(application.bean(Shop.class).seen())
        .contains("image.resize within http.server.requests");
  }
}
