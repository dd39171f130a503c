package shop;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.micrometer.ResizeMetrics;
import io.github.imageresize.redis.RedisCacheStore;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.springboot.ResizeServiceCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.UnifiedJedis;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Prints what it found of each adapter, and ends. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ModularShop {
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  public static void main(String[] arguments) throws Exception {
    for (Class<?> type :
        List.of(
            LambdaResizeService.class,
            ResizeMetrics.class,
            RedisCacheStore.class,
            ImageResizeFilter.class,
            ResizeServiceCustomizer.class)) {
      System.out.println("MODULE " + type.getModule().getName());
    }
    try (ConfigurableApplicationContext context =
        SpringApplication.run(ModularShop.class, arguments)) {
      image(context.getEnvironment().getProperty("local.server.port"));
      String prefix = context.getEnvironment().getProperty("image-resize.redis.prefix");
      if (!context.getBean(UnifiedJedis.class).keys(prefix + "*").isEmpty()) {
        System.out.println("REDIS keeps it");
      }
      System.out.println("METRICS " + made(context.getBean(MeterRegistry.class)) + " made");
    }
    aws();
    System.exit(0);
  }

  private static void image(String port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://localhost:" + port + "/images/beach.jpg?w=320").toURL().openConnection();
    connection.setRequestProperty("Accept", "image/webp");
    byte[] bytes = connection.getInputStream().readAllBytes();
    String type = connection.getContentType();
    String magic = new String(bytes, 0, 4, StandardCharsets.US_ASCII);
    int width = (bytes[26] & 0xFF | (bytes[27] & 0xFF) << 8) & 0x3FFF;
    System.out.println("IMAGE " + type + ", " + magic + ", " + width + " wide");
  }

  /** Told of after the answer was given, so it is waited for. */
  private static long made(MeterRegistry meters) {
    long begun = System.nanoTime();
    Timer made = meters.find("image.resize.made").timer();
    while (made == null && System.nanoTime() - begun < 20_000_000_000L) {
      Thread.onSpinWait();
      made = meters.find("image.resize.made").timer();
    }
    return made == null ? 0 : made.count();
  }

  /** Nobody listens there: what is told of that has gone all the way through the SDK. */
  private static void aws() {
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(NOBODY)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    LambdaClient lambda =
        LambdaClient.builder()
            .endpointOverride(NOBODY)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(InvocationTimeLimits.DEFAULTS.clientConfiguration())
            .build();
    try (s3;
        lambda) {
      ImageRequest request = ImageRequest.builder("beach.jpg").width(10).build();
      failing("S3", ResizeService.builder(new S3ImageSource(s3, "photos", "")).build(), request);
      failing("LAMBDA", LambdaResizeService.builder(lambda, "resize").build(), request);
    }
  }

  private static void failing(String name, ResizeService service, ImageRequest request) {
    try {
      service.resize(request);
      System.out.println(name + " made it");
    } catch (ImageResizeException e) {
      System.out.println(name + " " + e.reason());
    }
  }
}
