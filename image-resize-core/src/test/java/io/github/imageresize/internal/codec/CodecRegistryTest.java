package io.github.imageresize.internal.codec;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.difference;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static io.github.imageresize.internal.codec.DecodedPictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.internal.codec.imageio.ImageIoCodec;
import io.github.imageresize.internal.codec.imageio.JdkPlugins;
import io.github.imageresize.internal.codec.webp.WebpCodec;
import io.github.imageresize.local.LocalResizeService;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecRegistryTest {
  private final CodecRegistry registry = CodecRegistry.standard();

  @ParameterizedTest
  @CsvSource({"jpeg,JPEG", "png,PNG", "gif,GIF", "bmp,BMP", "tiff,TIFF"})
  void recognisesFormatsByTheirFirstBytes(String written, String expected) {
    byte[] bytes = written(drawn(20, 10, BufferedImage.TYPE_INT_RGB), written);

    try (ImageDecoder decoder = registry.open(bytes)) {
      assertThat(decoder.header().format()).hasToString(expected);
      assertThat(decoder.header().width()).isEqualTo(20);
      assertThat(decoder.header().height()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',an empty file",
    "'plain text',text",
    "'<?xml version=\"1.0\"?><svg/>',SVG",
    "'<!DOCTYPE html>',HTML",
    "'%PDF-1.7',PDF",
    "'....ftypavif',AVIF",
  })
  void saysWhatContentOfNoSupportedFormatLooksLike(String content, String description) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> registry.open(content.getBytes(StandardCharsets.US_ASCII)))
        .withMessageContaining(description)
        .matches(e -> e.reason() == Reason.UNSUPPORTED_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff"})
  void agreesWithImageIo(String format) {
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY
        }) {
      BufferedImage image = drawn(31, 17, type);

      float[][][] decoded = decode(registry.open(written(image, format)));

      float[][][] expected = samples(image, false);
      assertThat(difference(decoded, decoded.length == 1 ? grey(expected) : expected)).isZero();
    }
  }

  private static float[][][] grey(float[][][] rgb) {
    assertThat(rgb[1]).isDeepEqualTo(rgb[0]);
    return new float[][][] {rgb[0]};
  }

  @Test
  void keepsGreyOfSixteenBitsExactly() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x * 257 - (x > 0 ? 100 : 0));
    }

    float[][][] decoded = decode(registry.open(written(image, "tiff")));

    assertThat(decoded).hasDimensions(1, 1);
    assertThat(decoded[0][0][200]).isEqualTo((200 * 257 - 100) / 257f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff"})
  void refusesAHeaderThatClaimsMoreThanTheFileHolds(String format) {
    byte[] bytes = written(drawn(64, 64, BufferedImage.TYPE_INT_RGB), format);
    byte[] truncated = Arrays.copyOf(bytes, 60);
    if (format.equals("bmp")) {
      truncated[20] = 100; // width + 100 * 65536
    }

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(registry.open(truncated)))
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff"})
  void survivesDamage(String format) {
    byte[] bytes = written(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), format);
    assertSurvivesDamage(bytes, registry::open);
  }

  @Test
  void writesTheFormatsOfItsOwnCodecs() {
    assertThat(registry.outputFormats())
        .containsExactlyInAnyOrder(
            ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF);
    for (ImageFormat format : registry.outputFormats()) {
      assertThat(registry.encoder(format).orElseThrow().format()).isEqualTo(format);
    }
  }

  @Test
  void readsButDoesNotWriteWebpWhereLibwebpCannotBeLoadedAndSaysSoInOneLine() {
    byte[] webp =
        LocalResizeService.builder()
            .build()
            .resize(
                written(drawn(20, 10, BufferedImage.TYPE_INT_RGB), "png"),
                ImageRequest.builder("drawn").format(ImageFormat.WEBP).lossless(true).build())
            .toByteArray();
    List<LogRecord> logged = new ArrayList<>();
    CodecRegistry without = listening(logged, CodecRegistryTest::withoutLibwebp);

    assertThat(without.outputFormats()).doesNotContain(ImageFormat.WEBP);
    assertThat(without.encoder(ImageFormat.WEBP)).isEmpty();
    assertThat(difference(decode(without.open(webp)), decode(registry.open(webp)))).isZero();
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getMessage()).contains("no such library").hasLineCount(1);
    assertThat(logged.get(0).getThrown()).isNull();
  }

  private static CodecRegistry withoutLibwebp() {
    return CodecRegistry.builder()
        .libwebp(
            () -> {
              throw new UnsatisfiedLinkError("no such library");
            })
        .build();
  }

  private static <T> T listening(List<LogRecord> logged, Supplier<T> work) {
    Logger logger = Logger.getLogger(WebpCodec.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      return work.get();
    } finally {
      logger.removeHandler(handler);
    }
  }

  /** As the JDK's own reader of WBMP is. */
  @Test
  void leavesPluginsAloneThatHappenToBeRegistered() {
    byte[] bitmap = written(drawn(8, 8, BufferedImage.TYPE_BYTE_BINARY), "wbmp");

    assertThat(ImageIO.getImageReadersByFormatName("wbmp").hasNext()).isTrue();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> registry.open(bitmap))
        .matches(e -> e.reason() == Reason.UNSUPPORTED_IMAGE);
  }

  @Test
  void asksPluginsForFormatsThatItDoesNotKnow() {
    byte[] bitmap = written(drawn(8, 8, BufferedImage.TYPE_BYTE_BINARY), "wbmp");
    assertThatExceptionOfType(ImageResizeException.class).isThrownBy(() -> registry.open(bitmap));

    CodecRegistry extended =
        CodecRegistry.builder().codec(new ImageIoCodec(JdkPlugins.reader("wbmp"))).build();

    try (ImageDecoder decoder = extended.open(bitmap)) {
      assertThat(decoder.header().format()).isEqualTo(SourceFormat.named("wbmp"));
      assertThat(decoder.header().width()).isEqualTo(8);
    }
  }
}
