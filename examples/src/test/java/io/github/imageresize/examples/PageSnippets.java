package io.github.imageresize.examples;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.ReplyHeaders;
import io.github.imageresize.http.ReplyLifetimes;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.http.UrlSigner;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3EventNotifications;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.micrometer.ObservedResizeService;
import io.github.imageresize.micrometer.ResizeMetrics;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the pages for people show, compiled: {@link DocumentationTest} finds each of their snippets
 * in a source, and here are those that stand in no program.
 */
final class PageSnippets {
  private PageSnippets() {}

  static void filter(ServletContext servletContext, ResizeService service) {
    SizePolicy policy =
        SizePolicy.widths(320, 640, 1280, 1920).ratios("16:9", "1:1").fits(Fit.COVER).dprs(2);
    ImageHttpHandler handler = ImageHttpHandler.builder(service).sizes(policy).build();
    FilterRegistration.Dynamic images =
        servletContext.addFilter("images", new ImageResizeFilter(handler));
    images.setAsyncSupported(true);
    images.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/images/*");
  }

  static void behindANetwork(ResizeService service, SizePolicy policy) {
    ImageHttpHandler handler =
        ImageHttpHandler.builder(service)
            .sizes(policy)
            .headers(ReplyHeaders.builder().cacheTags("Cache-Tag").build())
            .lifetimes(ReplyLifetimes.builder().sharedMaxAge(Duration.ofDays(30)).build())
            .build();
  }

  static void listener(MeterRegistry registry, MemoryCacheStore memory, ImageSource source) {
    ResizeMetrics metrics = new ResizeMetrics(registry).watch(memory);
    ResizeService service = ResizeService.builder(source).cache(memory).listener(metrics).build();
  }

  static void signer(String hexadecimalSecret) {
    UrlSigner signer =
        UrlSigner.of(SigningKey.parse("k1:" + hexadecimalSecret)); // openssl rand -hex 32
    String url = signer.sign("/images/beach.jpg?w=320"); // …?w=320&sig=k1.lp2SmdaN…
    String forAnHour = signer.sign("/images/beach.jpg?w=320", Instant.now().plusSeconds(3600));
  }

  static void redis(ImageSource source, ImageRequest request) {
    JedisClientConfig limits =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(100)
            .socketTimeoutMillis(100)
            .build();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(8); // the store's concurrency, 5, and 3 for its subscription
    pool.setMaxWait(Duration.ofMillis(100));
    try (RedisClient redis =
            RedisClient.builder()
                .hostAndPort("localhost", 6379)
                .clientConfig(limits)
                .poolConfig(pool)
                .build();
        TieredCacheStore cache =
            TieredCacheStore.builder(
                    MemoryCacheStore.ofBytes(64 << 20),
                    RedisCacheStore.builder(redis)
                        .onDemotion(() -> redis.getPool().clear())
                        .build())
                .build();
        ResizeService service = ResizeService.builder(source).cache(cache).build()) {
      ResizedImage image = service.resize(request);
    }
  }

  static void aws(S3Client s3) {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    LambdaClient lambda =
        LambdaClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
            .overrideConfiguration(limits.clientConfiguration())
            .build();
    ImageSource source = new S3ImageSource(s3, "my-bucket", "originals/");
    ResizeService service =
        ResizeService.builder(source)
            .remote(
                LambdaResizeService.builder(lambda, "image-resize")
                    .qualifier("live")
                    .results(s3, "image-resize-results", "results/")
                    .build())
            .build();
  }

  static void metrics(
      MeterRegistry registry,
      ObservationRegistry observations,
      MemoryCacheStore memory,
      ImageSource source) {
    ResizeMetrics metrics = new ResizeMetrics(registry).watch(memory);
    ResizeService service =
        ResizeService.builder(source)
            .cache(memory)
            .listener(metrics)
            .wrapEngine(engine -> new ObservedResizeService(engine, observations))
            .build();
  }

  static void awsOfTheModule(S3Client s3) {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    LambdaClient lambda =
        LambdaClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
            .overrideConfiguration(limits.clientConfiguration())
            .build();
    ImageSource originals = new S3ImageSource(s3, "photos", "originals/");
    ResizeService images =
        ResizeService.builder(originals)
            .remote(
                LambdaResizeService.builder(lambda, "resize")
                    .qualifier("live")
                    .results(s3, "photo-results", "results/")
                    .build())
            .build();
  }

  static void events(QueueMessage message, CacheStore cacheStore) {
    S3EventNotifications events = new S3EventNotifications("photos", "originals/");
    events.sources(message.body()).forEach(cacheStore::invalidate);
  }

  /** Of whatever queue the events come through. */
  private interface QueueMessage {
    String body();
  }

  record Table(Rows rows) implements ImageSource {
    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      Row row = rows.find(path).orElseThrow(() -> missing(path));
      allowance.reserve(path, row.length());
      return SourceImage.wrap(row.bytes(), row.version()).withLastModified(row.changed());
    }

    @Override
    public String version(String path) {
      return rows.find(path).orElseThrow(() -> missing(path)).version();
    }

    private static ImageResizeException missing(String path) {
      return new ImageResizeException(Reason.SOURCE_NOT_FOUND, "There is no row " + path);
    }
  }

  /** Of whatever database. */
  interface Rows {
    Optional<Row> find(String path);
  }

  /** An original in a database. */
  record Row(byte[] bytes, String version, Instant changed) {
    int length() {
      return bytes.length;
    }
  }
}
