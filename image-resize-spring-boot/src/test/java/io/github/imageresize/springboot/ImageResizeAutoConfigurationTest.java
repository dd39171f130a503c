package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.ImageUrls;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.micrometer.ResizeMetrics;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.HttpImageSource;
import io.github.imageresize.source.ImageSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.util.unit.DataSize;
import redis.clients.jedis.UnifiedJedis;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What beans an application has by its properties and by its own beans. */
@Timeout(60)
class ImageResizeAutoConfigurationTest {
  private static final AutoConfigurations ALL =
      AutoConfigurations.of(
          ImageResizeAutoConfiguration.class,
          ImageResizeHealthAutoConfiguration.class,
          ImageResizeInfoAutoConfiguration.class,
          ImageResizeMetricsAutoConfiguration.class,
          ImageResizeWebAutoConfiguration.class);

  @TempDir private Path folder;
  private WebApplicationContextRunner bare;
  private WebApplicationContextRunner application;

  @BeforeEach
  void setTheFewest() throws IOException {
    bare = new WebApplicationContextRunner().withConfiguration(ALL);
    application =
        bare.withPropertyValues(
            "image-resize.source.folder=" + Originals.writeTo(folder),
            "image-resize.sizes.widths=320,640");
  }

  private static int status(ImageHttpHandler handler, String query) {
    return handler
        .answer(
            HttpRequestHead.of("GET", "/images/beach.jpg", query, name -> null, handler.fields()))
        .status();
  }

  @Test
  void hasAServiceAndAFilterByTwoProperties() {
    application.run(
        context -> {
          assertThat(context).hasSingleBean(DirectoryImageSource.class);
          assertThat(context.getBean(MemoryCacheStore.class).capacityBytes()).isEqualTo(64 << 20);
          FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
          assertThat(registration.getUrlPatterns()).containsExactly("/images/*");
          assertThat(registration.isAsyncSupported()).isTrue();
          assertThat(registration.getFilter()).isSameAs(context.getBean(ImageResizeFilter.class));
          assertThat(context).doesNotHaveBean(ResizeMetrics.class).hasSingleBean(ImageUrls.class);
        });
  }

  @Test
  void hasNothingWhereItIsTurnedOff() {
    bare.withPropertyValues("image-resize.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ResizeService.class)
                    .doesNotHaveBean(ImageResizeFilter.class));
  }

  @Test
  void hasTheServiceAloneWithoutAWebServer() {
    new ApplicationContextRunner()
        .withConfiguration(ALL)
        .withPropertyValues("image-resize.source.folder=" + folder)
        .run(
            context -> {
              ImageRequest request = ImageRequest.builder("beach.jpg").width(80).build();
              assertThat(context.getBean(ResizeService.class).resize(request).height())
                  .isEqualTo(60);
              assertThat(context).doesNotHaveBean(ImageHttpHandler.class);
            });
  }

  static Stream<Arguments> ownBeans() {
    ImageSource source = new HeldSource();
    CacheStore cache = MemoryCacheStore.ofBytes(1 << 20);
    ResizeService service = ResizeService.builder(source).build();
    SizePolicy sizes = SizePolicy.allowAnySize();
    ImageHttpHandler handler = ImageHttpHandler.builder(service).sizes(sizes).build();
    return Stream.of(
        Arguments.of(ImageSource.class, source),
        Arguments.of(CacheStore.class, cache),
        Arguments.of(ResizeService.class, service),
        Arguments.of(SizePolicy.class, sizes),
        Arguments.of(ImageHttpHandler.class, handler),
        Arguments.of(ImageUrls.class, ImageUrls.builder().build()),
        Arguments.of(ImageResizeFilter.class, new ImageResizeFilter(handler)),
        Arguments.of(ResizeMetrics.class, new ResizeMetrics(new SimpleMeterRegistry())));
  }

  @ParameterizedTest
  @MethodSource("ownBeans")
  <T> void givesWayToBeansOfTheApplication(Class<T> type, T own) {
    application
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean("own", type, () -> own)
        .run(context -> assertThat(context).getBean(type).isSameAs(own));
  }

  @Test
  void needsNoPropertyForWhatTheApplicationBrings() {
    bare.withBean(ImageSource.class, () -> new DirectoryImageSource(folder))
        .withBean(SizePolicy.class, SizePolicy::allowAnySize)
        .run(
            context ->
                assertThat(status(context.getBean(ImageHttpHandler.class), "w=33")).isEqualTo(200));
  }

  @Test
  void needsNeitherSourceNorCacheForAServiceOfTheApplication() {
    ResizeService own = ResizeService.builder(new DirectoryImageSource(folder)).build();
    bare.withBean("own", ResizeService.class, () -> own)
        .withBean(SizePolicy.class, SizePolicy::allowAnySize)
        .run(
            context -> {
              assertThat(status(context.getBean(ImageHttpHandler.class), "w=33")).isEqualTo(200);
              assertThat(context)
                  .doesNotHaveBean(ImageSource.class)
                  .doesNotHaveBean(CacheStore.class);
            });
  }

  @Test
  void tellsEveryListenerAndAsksEveryCustomizer() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(2);
    application
        .withBean("one", ResizeListener.class, () -> counting(told))
        .withBean("other", ResizeListener.class, () -> counting(told))
        .withBean(
            ImageHttpHandlerCustomizer.class, () -> builder -> builder.cacheName("customized"))
        .withBean(ResizeServiceCustomizer.class, () -> builder -> builder.withoutCache())
        .run(
            context -> {
              ImageHttpHandler handler = context.getBean(ImageHttpHandler.class);
              assertThat(status(handler, "w=320")).isEqualTo(200);
              assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
              assertThat(context.getBean(MemoryCacheStore.class).usedBytes()).isZero();
            });
  }

  private static ResizeListener counting(CountDownLatch told) {
    return new ResizeListener() {
      @Override
      public void made(ImageMade event) {
        told.countDown();
      }
    };
  }

  @Test
  void admitsWhatAnyOfThePoliciesAdmits() {
    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("w=320", 200);
    expected.put("w=321", 403);
    expected.put("w=320&h=180", 200);
    expected.put("w=320&h=100", 403);
    expected.put("w=320&h=180&fit=cover", 200);
    expected.put("w=320&h=180&fit=fill", 403);
    expected.put("w=320&dpr=2", 200);
    expected.put("w=320&q=55", 200);
    expected.put("w=320&rotate=90", 200);
    expected.put("w=320&rotate=180", 403);
    expected.put("p=thumb", 200);
    expected.put("p=other", 403);
    application
        .withPropertyValues(
            "image-resize.sizes.ratios=16:9",
            "image-resize.sizes.fits=cover",
            "image-resize.sizes.dprs=2",
            "image-resize.sizes.qualities=55",
            "image-resize.sizes.values.rotate=90",
            "image-resize.presets.thumb=w=50&h=50&fit=cover")
        .run(
            context -> {
              ImageHttpHandler handler = context.getBean(ImageHttpHandler.class);
              expected.forEach(
                  (query, status) ->
                      assertThat(status(handler, query)).as(query).isEqualTo(status));
            });
  }

  @Test
  void admitsOriginalsOfTheNamedFoldersAlone() {
    application
        .withPropertyValues("image-resize.sizes.sources=public/")
        .run(
            context ->
                assertThat(status(context.getBean(ImageHttpHandler.class), "w=320"))
                    .isEqualTo(403));
  }

  @Test
  void primesTheServiceForAsLongAsIsSaid() {
    application
        .withPropertyValues("image-resize.priming=50ms")
        .run(context -> assertThat(context).hasNotFailed());
    application
        .withPropertyValues("image-resize.priming=-1s")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("priming must be positive")
                    .hasMessageContaining("PT-1S"));
  }

  @Test
  void improvesFormatsLater() {
    application
        .withPropertyValues("image-resize.improve-later=webp,avif")
        .run(
            context -> {
              HttpReply reply =
                  context
                      .getBean(ImageHttpHandler.class)
                      .answer(
                          HttpRequestHead.of(
                              "GET",
                              "/images/beach.jpg",
                              "w=320",
                              name -> name.equals("Accept") ? "image/webp,*/*" : null));
              assertThat(reply.field("Content-Type"))
                  .hasValueSatisfying(type -> assertThat(type).isNotEqualTo("image/webp"));
              assertThat(reply.field("Cache-Status").orElse("")).contains("webp follows");
            });
  }

  @Test
  void keepsTheLimits() {
    application
        .withPropertyValues(
            "image-resize.limits.source-bytes=100B",
            "image-resize.limits.deadline=3s",
            "image-resize.limits.on-damage=refuse")
        .run(
            context -> {
              assertThat(context.getBean(ResizeService.class).deadline())
                  .contains(Duration.ofSeconds(3));
              assertThat(status(context.getBean(ImageHttpHandler.class), "w=320")).isEqualTo(413);
            });
  }

  @Test
  void readsFromAWebServer() {
    bare.withPropertyValues(
            "image-resize.sizes.any=true",
            "image-resize.source.http.base=https://example.com/originals/",
            "image-resize.source.http.deadline=2s",
            "image-resize.source.http.concurrency=3")
        .run(context -> assertThat(context).hasSingleBean(HttpImageSource.class));
  }

  @Test
  void readsFromABucketAndCallsAFunctionByTheApplicationsClients() {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    bare.withPropertyValues(
            "image-resize.sizes.any=true",
            "image-resize.source.s3.bucket=photos",
            "image-resize.source.s3.prefix=originals/",
            "image-resize.lambda.function=image-resize",
            "image-resize.lambda.qualifier=live",
            "image-resize.lambda.results-bucket=results")
        .withBean(
            S3Client.class,
            () ->
                S3Client.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .build())
        .withBean(
            LambdaClient.class,
            () ->
                LambdaClient.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
                    .overrideConfiguration(limits.clientConfiguration())
                    .build())
        .run(
            context -> {
              assertThat(context).hasSingleBean(S3ImageSource.class).hasSingleBean(S3Client.class);
              ResizeService service = context.getBean(ResizeService.class);
              // That of a function and of this process behind it.
              assertThat(service.deadline()).contains(limits.call().plusSeconds(10));
            });
  }

  @Test
  void putsRedisBehindTheMemoryByTheApplicationsClient() throws IOException {
    UnifiedJedis own = OwnRedisClient.of(redisAt(FreePort.find()));
    application
        .withPropertyValues("image-resize.redis.enabled=true")
        .withBean(UnifiedJedis.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(CacheStore.class)).isInstanceOf(TieredCacheStore.class);
              assertThat(context.getBean(UnifiedJedis.class)).isSameAs(own);
            });
  }

  private static ImageResizeProperties.Redis redisAt(int port) {
    return new ImageResizeProperties.Redis(
        true,
        URI.create("redis://localhost:" + port),
        "image-resize:",
        Duration.ofMillis(200),
        5,
        DataSize.ofMegabytes(4));
  }

  @Test
  void takesNoNodeOutForARedisThatDoesNotAnswer() throws IOException {
    try (UnifiedJedis nobody = OwnRedisClient.of(redisAt(FreePort.find()))) {
      HealthCheck.Result result = new RedisHealth(nobody).look();

      assertThat(result.state()).isEqualTo(HealthCheck.State.UNKNOWN);
      assertThat(result.details()).containsKeys("error", "effect");
    }
  }

  @Test
  void makesImagesWithoutARedisThatDoesNotAnswer() throws IOException {
    application
        .withPropertyValues(
            "image-resize.redis.enabled=true",
            "image-resize.redis.url=redis://localhost:" + FreePort.find())
        .run(
            context ->
                assertThat(status(context.getBean(ImageHttpHandler.class), "w=320"))
                    .isEqualTo(200));
  }

  private static void assertRefused(
      WebApplicationContextRunner application, String problem, String action) {
    application.run(
        context -> {
          assertThat(context).hasFailed();
          FailureAnalysis analysis =
              new SettingFailureAnalyzer().analyze(context.getStartupFailure());
          assertThat(analysis).isNotNull();
          assertThat(analysis.getDescription()).contains(problem);
          assertThat(analysis.getAction()).contains(action);
        });
  }

  @Test
  void refusesToStartWithoutASourceOrASizePolicy() {
    assertRefused(
        bare.withPropertyValues("image-resize.sizes.widths=320"),
        "Nothing says where originals are read from",
        "image-resize.source.folder");
    assertRefused(
        bare.withPropertyValues("image-resize.source.folder=" + folder),
        "Nothing says who may ask for which image size",
        "Set image-resize.sizes.widths");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image-resize.source.folder=no/such/folder | image-resize.source.folder is set wrongly"
            + " | Correct image-resize.source.folder",
        "image-resize.source.http.base=https://example.com/ | More than one source | Set one of",
        "image-resize.source.s3.bucket=photos | More than one source | Set one of",
        "image-resize.sizes.widths=0 | widths must be 1..65535 | Correct image-resize.sizes",
        "image-resize.sizes.any=true | admits everything | Remove one",
        "image-resize.presets.thumb=w=x | image-resize.presets | Correct image-resize.presets",
        "image-resize.signing-keys=secret | image-resize.signing-keys | Correct",
        "image-resize.limits.output-side=0 | image-resize.limits | Correct image-resize.limits",
        "image-resize.cache.memory=0B | image-resize.cache | Correct image-resize.cache",
        "image-resize.headers.allow-origin=shop | image-resize.headers | Correct",
        "image-resize.path=images | image-resize | Correct",
        "image-resize.redis.enabled=true | no bean of type UnifiedJedis"
            + " | Set image-resize.redis.url",
      })
  void namesWhatIsSetWrongly(String property, String problem, String action) {
    assertRefused(application.withPropertyValues(property), problem, action);
  }

  @Test
  void namesTheDependencyThatIsMissing() {
    assertRefused(
        application
            .withPropertyValues("image-resize.redis.enabled=true")
            .withClassLoader(new FilteredClassLoader(RedisCacheStore.class)),
        "image-resize-redis is not on the class path",
        "Add the dependency io.github.imageresize:image-resize-redis");
    FilteredClassLoader withoutAws =
        new FilteredClassLoader(LambdaResizeService.class, S3ImageSource.class);
    assertRefused(
        bare.withPropertyValues(
                "image-resize.sizes.any=true", "image-resize.source.s3.bucket=photos")
            .withClassLoader(withoutAws),
        "image-resize-lambda",
        "Add the dependency io.github.imageresize:image-resize-lambda");
    assertRefused(
        application
            .withPropertyValues("image-resize.lambda.function=image-resize")
            .withClassLoader(withoutAws),
        "image-resize-lambda",
        "Add the dependency io.github.imageresize:image-resize-lambda");
  }
}
