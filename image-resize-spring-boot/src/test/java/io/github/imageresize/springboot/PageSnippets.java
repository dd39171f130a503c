package io.github.imageresize.springboot;

import io.github.imageresize.http.SizePolicy;
import java.util.Optional;
import javax.imageio.spi.ImageReaderSpi;
import org.springframework.context.annotation.Bean;

/** What the page of this module shows, compiled; no application uses it. */
class PageSnippets {
  @Bean
  SizePolicy sizes(Catalog catalog) {
    return SizePolicy.widths(320, 640).withCurrentVersions(catalog::versionOf);
  }

  @Bean
  ResizeServiceCustomizer engine(ImageReaderSpi plugin) {
    return builder -> builder.plugin(plugin);
  }

  /** Of the application. */
  interface Catalog {
    Optional<String> versionOf(String source);
  }
}
