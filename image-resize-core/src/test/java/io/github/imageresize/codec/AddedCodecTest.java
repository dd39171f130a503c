package io.github.imageresize.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A codec that is handed in reads a format that the library does not know and writes one that it
 * can't. All that adding it takes is in this file: the one that such a codec touches.
 */
class AddedCodecTest extends CodecContract {
  private static final byte[] MAGIC = {
    0, 0, 0, 16, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f', 0, 0, 0, 0
  };

  @Override
  protected Codec codec() {
    return new RawCodec("raw1");
  }

  @Override
  protected List<byte[]> originals() {
    return List.of(original());
  }

  private static byte[] original() {
    ByteBuffer raw = ByteBuffer.allocate(MAGIC.length + 8 + 3 * 30 * 20).put(MAGIC);
    raw.putInt(30).putInt(20);
    for (int i = 0; i < 3 * 30 * 20; i++) {
      raw.put((byte) (i % 90 * 2));
    }
    return raw.array();
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("a.raw").width(15);
  }

  @Test
  void readsAndWritesWhatTheLibraryDoesNot() {
    LocalResizeService plain = LocalResizeService.builder().build();
    LocalResizeService extended = LocalResizeService.builder().codec(codec()).build();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> plain.resize(original(), request().build()))
        .matches(e -> e.reason() == Reason.UNSUPPORTED_IMAGE);
    assertThat(plain.outputFormats()).doesNotContain(ImageFormat.AVIF, ImageFormat.JXL);
    assertThat(extended.outputFormats()).contains(ImageFormat.AVIF);

    ResizedImage own = extended.resize(original(), request().build());
    ResizedImage jpeg = extended.resize(original(), request().format(ImageFormat.JPEG).build());

    assertThat(own.format()).isEqualTo(ImageFormat.AVIF);
    assertThat(own.toByteArray()).startsWith(MAGIC).hasSize(MAGIC.length + 8 + 3 * 15 * 10);
    assertThat(jpeg.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(jpeg.height()).isEqualTo(10);
  }

  @Test
  void refusesAFormatByNameThatNoCodecWrites() {
    LocalResizeService extended = LocalResizeService.builder().codec(codec()).build();

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> extended.resize(original(), request().format(ImageFormat.JXL).build()))
        .withMessageContainingAll("jxl", "avif")
        .matches(e -> e.reason() == Reason.INVALID_REQUEST);
  }

  @Test
  void entersTheEnginesNameWithItsVersion() {
    String without = LocalResizeService.builder().build().engine();
    String first = LocalResizeService.builder().codec(new RawCodec("raw1")).build().engine();
    String second = LocalResizeService.builder().codec(new RawCodec("raw2")).build().engine();

    assertThat(List.of(without, first, second)).doesNotHaveDuplicates();
    assertThat(first).startsWith(without).matches("[A-Za-z0-9.-]{1,100}");
  }

  @Test
  void isHandedInByTheBuilderOfAWholeServiceToo() {
    ImageSource source =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            return SourceImage.wrap(original(), "v1");
          }

          @Override
          public String version(String path) {
            return "v1";
          }
        };
    try (ResizeService service = ResizeService.builder(source).codec(codec()).build()) {
      assertThat(service.resize(request().build()).format()).isEqualTo(ImageFormat.AVIF);
    }
  }

  @Test
  void comesAfterTheLibrarysOwn() {
    RawCodec greedy =
        new RawCodec("greedy1") {
          @Override
          public boolean recognises(byte[] original) {
            return true;
          }
        };
    byte[] gif = "GIF89a\1\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    LocalResizeService service = LocalResizeService.builder().codec(greedy).build();

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> service.resize(gif, request().build()))
        .withMessageContaining("GIF");
  }

  /** Three bytes a pixel behind the magic bytes of AVIF, which nobody takes for an AVIF. */
  private static class RawCodec implements Codec {
    private static final SourceFormat RAW = SourceFormat.of("raw", ImageFormat.AVIF);

    private final String identity;

    RawCodec(String identity) {
      this.identity = identity;
    }

    @Override
    public String identity() {
      return identity;
    }

    @Override
    public List<SourceFormat> sourceFormats() {
      return List.of(RAW);
    }

    @Override
    public boolean recognises(byte[] original) {
      return ImageFormat.AVIF.isRecognisedIn(original);
    }

    @Override
    public ImageDecoder open(byte[] original) {
      return new RawDecoder(original);
    }

    @Override
    public List<ImageEncoder> encoders() {
      return List.of(new RawEncoder());
    }
  }

  private static final class RawDecoder implements ImageDecoder {
    private final byte[] raw;
    private final ImageHeader header;

    RawDecoder(byte[] raw) {
      this.raw = raw;
      ByteBuffer sides = ByteBuffer.wrap(raw);
      long width = raw.length < MAGIC.length + 8 ? 0 : sides.getInt(MAGIC.length);
      long height = raw.length < MAGIC.length + 8 ? 0 : sides.getInt(MAGIC.length + 4);
      boolean whole = width > 0 && height > 0 && width <= 9999 && height <= 9999;
      if (!whole || raw.length < MAGIC.length + 8 + 3 * width * height) {
        throw new ImageResizeException(Reason.CORRUPT_IMAGE, "raw pixels are missing");
      }
      header = ImageHeader.builder(RawCodec.RAW, (int) width, (int) height).build();
    }

    @Override
    public ImageHeader header() {
      return header;
    }

    @Override
    public long memoryNeeded(DecodeRequest request) {
      return 64L * header.width();
    }

    @Override
    public PlanarImage decode(DecodeRequest request) {
      List<Plane> planes = Arrays.asList(plane(0), plane(1), plane(2));
      return new PlanarImage(ColorModel.RGB, false, header.width(), header.height(), planes);
    }

    private Plane plane(int channel) {
      return Plane.fullSize(
          new SampledRows(
              header.width(),
              header.height(),
              (y, samples) -> {
                for (int x = 0; x < samples.length; x++) {
                  int at = MAGIC.length + 8 + 3 * (y * header.width() + x) + channel;
                  samples[x] = raw[at] & 0xFF;
                }
              }));
    }

    @Override
    public void close() {}
  }

  private static final class RawEncoder implements ImageEncoder {

    @Override
    public ImageFormat format() {
      return ImageFormat.AVIF;
    }

    @Override
    public boolean accepts(ColorModel model, boolean alpha) {
      return model == ColorModel.RGB;
    }

    @Override
    public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
      return MAGIC.length + 8 + 4L * width * height;
    }

    @Override
    public byte[] encode(PlanarImage image, EncodeRequest request) {
      InterleavedRows rows = new InterleavedRows(image);
      ByteBuffer out =
          ByteBuffer.allocate(MAGIC.length + 8 + rows.rowBytes() * image.height()).put(MAGIC);
      out.putInt(image.width()).putInt(image.height());
      for (int y = 0; y < image.height(); y++) {
        rows.read(y, out.array(), out.position() + y * rows.rowBytes());
      }
      return out.array();
    }
  }
}
