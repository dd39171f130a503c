package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.codec.imageio.ImageIoCodec;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;

class EngineIdentityTest {
  private final ImageReaderSpi tiff =
      new com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi();

  private static CodecRegistry withoutLibwebp() {
    return CodecRegistry.builder()
        .libwebp(
            () -> {
              throw new UnsatisfiedLinkError("not on this machine");
            })
        .build();
  }

  private static CodecRegistry with(ImageReaderSpi... plugins) {
    CodecRegistry.Builder codecs = CodecRegistry.builder();
    for (ImageReaderSpi plugin : plugins) {
      codecs.codec(new ImageIoCodec(plugin));
    }
    return codecs.build();
  }

  @Test
  void isShortAndTheSameForNodesThatAreAlike() {
    String engine = LocalResizeService.builder().build().engine();

    assertThat(engine)
        .isEqualTo(EngineIdentity.of(CodecRegistry.standard()))
        .startsWith(LocalResizeService.ENGINE + "--standard")
        .matches("[A-Za-z0-9.-]{1,100}");
  }

  @Test
  void differsWithWhatCanBeWritten() {
    String without = EngineIdentity.of(withoutLibwebp());

    assertThat(without).endsWith(".no-webp").startsWith(LocalResizeService.ENGINE + "--");
    assertThat(without).isNotEqualTo(EngineIdentity.of(CodecRegistry.standard()));
  }

  @Test
  void differsWithThePlugInsAndTheirOrder() {
    ImageReaderSpi bigTiff = new BigTIFFImageReaderSpi();
    assertThat(
            new String[] {
              EngineIdentity.of(with()),
              EngineIdentity.of(with(tiff)),
              EngineIdentity.of(with(bigTiff)),
              EngineIdentity.of(with(tiff, bigTiff)),
              EngineIdentity.of(with(bigTiff, tiff))
            })
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Za-z0-9.-]{1,100}"));
    assertThat(LocalResizeService.builder().plugin(tiff).build().engine())
        .isEqualTo(EngineIdentity.of(with(tiff)));
  }

  @Test
  void isPartOfEveryKey() {
    LocalResizeService local = LocalResizeService.builder().build();
    try (CachingResizeService cached =
        CachingResizeService.builder(local, MemoryCacheStore.ofBytes(1 << 20)).build()) {
      assertThat(cached.engine()).isEqualTo(local.engine());
    }
    assertThat(CacheKey.of(ImageRequest.builder("a.jpg").build(), local.engine()).explain())
        .contains(";" + local.engine() + ";");
  }
}
