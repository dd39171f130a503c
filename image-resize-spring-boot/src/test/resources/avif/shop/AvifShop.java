package shop;

import io.github.imageresize.springboot.ResizeServiceCustomizer;
import io.github.imageresize.vips.VipsCodec;
import io.github.imageresize.vips.VipsUnavailableException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Prints what clients get of it, and ends. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class AvifShop {

  @Bean
  ResizeServiceCustomizer libvips() {
    return builder -> builder.codec(VipsCodec.load());
  }

  public static void main(String[] arguments) throws Exception {
    try {
      VipsCodec.load();
    } catch (VipsUnavailableException e) {
      System.out.println("NO LIBVIPS: " + e.getMessage());
      System.exit(2);
    }
    try (ConfigurableApplicationContext context =
        SpringApplication.run(AvifShop.class, arguments)) {
      String port = context.getEnvironment().getProperty("local.server.port");
      for (String accepted : new String[] {"image/avif,image/webp,*/*", "image/webp,*/*", "*/*"}) {
        image(port, accepted);
      }
    }
    System.exit(0);
  }

  private static void image(String port, String accepted) throws IOException {
    URI uri = URI.create("http://localhost:" + port + "/images/beach.jpg?w=320");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Accept", accepted);
    byte[] bytes = connection.getInputStream().readAllBytes();
    // Boxes of AVIF begin with a length; so does RIFF, before its own kind.
    String kind = new String(bytes, 4, 8, StandardCharsets.ISO_8859_1);
    System.out.println(
        connection.getResponseCode()
            + " "
            + connection.getContentType()
            + ", "
            + (kind.endsWith("WEBP") ? "WEBP" : kind));
  }
}
