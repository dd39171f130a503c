package io.github.imageresize.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Codec} does; its test extends this class. What a codec takes of memory is shown
 * for the library's own by virtual machines that have no more, which this class can't.
 */
public abstract class CodecContract {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 24;

  /** A codec as an engine is given it; each call makes one. */
  protected abstract Codec codec();

  /** Intact originals of each kind that the codec reads, small ones; none if it only writes. */
  protected abstract List<byte[]> originals();

  /** Files that are none of the codec's. */
  protected List<byte[]> foreignFiles() {
    return List.of(
        new byte[0],
        new byte[1],
        new byte[64],
        "%PDF-1.7 and so on, and so on".getBytes(StandardCharsets.US_ASCII),
        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII));
  }

  /** How near a picture comes to itself by being written and read, in dB. */
  protected double leastQuality() {
    return 28;
  }

  private ImageDecoder open(byte[] original) {
    return codec().open(original);
  }

  @Test
  void namesItselfTheSameWheneverItIsAsked() {
    assertThat(codec().identity()).matches("[A-Za-z0-9]{1,40}").isEqualTo(codec().identity());
    assertThat(codec().sourceFormats()).isEqualTo(codec().sourceFormats());
    assertThat(codec().encoders().stream().map(ImageEncoder::format)).doesNotHaveDuplicates();
  }

  @Test
  void recognisesItsOwnFilesAndNoOthers() {
    for (byte[] original : originals()) {
      assertThat(codec().recognises(original)).isTrue();
    }
    for (byte[] foreign : foreignFiles()) {
      assertThat(codec().recognises(foreign)).isFalse();
    }
  }

  @Test
  void tellsAllFromTheHeaderBeforeAnythingIsDecoded() {
    for (byte[] original : originals()) {
      try (ImageDecoder decoder = open(original)) {
        ImageHeader header = decoder.header();
        assertThat(codec().sourceFormats()).contains(header.format());
        assertThat(header.width()).isPositive();
        assertThat(header.height()).isPositive();
        assertThat(header.frames()).isPositive();
        DecodeRequest whole = DecodeRequest.whole(header);
        long rows = 4L * header.width();
        assertThat(decoder.memoryNeeded(whole)).as("a row at least").isGreaterThanOrEqualTo(rows);
        assertThat(decoder.framesMemoryNeeded()).isGreaterThanOrEqualTo(rows);
        assertThat(decoder.decodedPixels(whole)).isPositive();
        assertThat(decoder.decodedScale(whole).width()).isPositive();
        assertThat(decoder.header()).hasToString(header.toString());
      }
    }
  }

  @Test
  void givesRowsFromTopToBottomWithSamplesInTheirRange() {
    for (byte[] original : originals()) {
      try (ImageDecoder decoder = open(original)) {
        PlanarImage image = decoder.decode(DecodeRequest.whole(decoder.header()));
        assertThat(image.width()).isEqualTo(decoder.header().width());
        assertThat(image.height()).isEqualTo(decoder.header().height());
        for (float[][] plane : samples(image)) {
          for (float[] row : plane) {
            for (float sample : row) {
              assertThat(sample).isBetween(-64f, 320f); // inverse DCTs overshoot
            }
          }
        }
      }
    }
  }

  @Test
  void givesTheSameSamplesOfAPartAndOfTheWhole() {
    for (byte[] original : originals()) {
      try (ImageDecoder first = open(original);
          ImageDecoder second = open(original)) {
        ImageHeader header = first.header();
        int x = header.width() / 4;
        int y = header.height() / 4;
        DecodeRequest part =
            new DecodeRequest(
                x, y, (header.width() + 1) / 2, (header.height() + 1) / 2, 1, 1, false);
        PlanarImage whole = first.decode(DecodeRequest.whole(header));
        PlanarImage region = second.decode(part);
        List<float[][]> all = samples(whole);
        List<float[][]> some = samples(region);
        for (int i = 0; i < some.size(); i++) {
          Plane plane = region.planes().get(i);
          Plane other = whole.planes().get(i);
          int left =
              (int) Math.round((plane.originX() - other.originX()) * plane.samplesPerPixelX());
          int top =
              (int) Math.round((plane.originY() - other.originY()) * plane.samplesPerPixelY());
          int atY = (int) ((y + part.height() / 2) * plane.samplesPerPixelY());
          int atX = (int) ((x + part.width() / 2) * plane.samplesPerPixelX());
          assertThat(some.get(i)[atY - top][atX - left])
              .isCloseTo(all.get(i)[atY][atX], org.assertj.core.api.Assertions.within(1f));
        }
      }
    }
  }

  @Test
  void skipsRowsThatNobodyAsksFor() {
    for (byte[] original : originals()) {
      try (ImageDecoder decoder = open(original)) {
        PlanarImage image = decoder.decode(DecodeRequest.whole(decoder.header()));
        for (Plane plane : image.planes()) {
          PlaneRows rows = plane.rows();
          rows.release(rows.height() / 2);
          for (int y = rows.height() / 2; y < rows.height(); y++) {
            assertThat(rows.row(y).length).isEqualTo(rows.phases());
            rows.release(y + 1);
          }
        }
      }
    }
  }

  @Test
  void endsAtTheDeadlineWithNothingButATimeout() {
    Instant now = Instant.now();
    List<Instant> clock = new ArrayList<>(List.of(now));
    InstantSource source = () -> clock.get(0);
    Deadline over = Deadline.after(Duration.ofMillis(1), source);
    clock.set(0, now.plusSeconds(10));
    for (byte[] original : originals()) {
      try (ImageDecoder decoder = open(original)) {
        DecodeRequest late =
            DecodeRequest.whole(decoder.header()).on(over, new DamageReport(OnDamage.SHOW));
        assertThat(failure(() -> samples(decoder.decode(late)))).isIn(null, Reason.TIMEOUT);
      }
    }
  }

  @Test
  void closesOftenAndUnused() {
    for (byte[] original : originals()) {
      ImageDecoder decoder = open(original);
      decoder.close();
      assertThatCode(decoder::close).doesNotThrowAnyException();
    }
  }

  @Test
  void givesAsManyFramesAsItSays() {
    for (byte[] original : originals()) {
      try (ImageDecoder decoder = open(original)) {
        ImageHeader header = decoder.header();
        Animation animation = decoder.frames(DecodeRequest.whole(header));
        assertThat(animation.width()).isEqualTo(header.width());
        assertThat(animation.height()).isEqualTo(header.height());
        assertThat(animation.loops()).isNotNegative();
        int count = 0;
        while (animation.hasNext()) {
          Frame frame = animation.next();
          samples(frame.picture());
          count++;
        }
        assertThat(count).isEqualTo(header.frames());
      }
    }
  }

  @Test
  void namesTheReasonWhereverAFileEndsOrIsSpoiled() {
    for (byte[] original : originals()) {
      for (int at = 0; at < original.length; at += Math.max(1, original.length / 700)) {
        for (OnDamage policy : OnDamage.values()) {
          assertEndsWell(Arrays.copyOf(original, at), policy);
        }
        byte[] spoiled = original.clone();
        spoiled[at] ^= (byte) 0xA5;
        assertEndsWell(spoiled, OnDamage.SHOW);
      }
    }
  }

  private void assertEndsWell(byte[] file, OnDamage policy) {
    if (!codec().recognises(file)) {
      return;
    }
    Reason reason =
        failure(
            () -> {
              try (ImageDecoder decoder = open(file)) {
                ImageHeader header = decoder.header();
                DecodeRequest whole = DecodeRequest.whole(header);
                if (decoder.memoryNeeded(whole) < 64 << 20 && decoder.decodedPixels(whole) < 1e6) {
                  DamageReport damage = new DamageReport(policy);
                  samples(decoder.decode(whole.on(Deadline.NONE, damage)));
                }
              }
            });
    assertThat(reason).isIn(null, Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE);
    for (boolean allFrames : new boolean[] {false, true}) {
      // No reason is named: what can't be made is left out.
      assertThat(codec().withoutMetadata(file, allFrames))
          .map(codec()::recognises)
          .isNotEqualTo(Optional.of(false));
    }
  }

  @Test
  void showsTheSameWithoutMetadata() {
    for (byte[] original : originals()) {
      for (boolean allFrames : new boolean[] {false, true}) {
        Optional<byte[]> bare = codec().withoutMetadata(original.clone(), allFrames);
        if (bare.isEmpty()) {
          continue;
        }
        assertThat(bare.get().length).isLessThanOrEqualTo(original.length);
        assertThat(codec().withoutMetadata(bare.get(), allFrames)).contains(bare.get());
        try (ImageDecoder before = open(original);
            ImageDecoder after = open(bare.get())) {
          ImageHeader header = after.header();
          assertThat(header.copyright()).isNull();
          assertThat(header.artist()).isNull();
          assertThat(header.iccProfile()).isNull();
          assertThat(header.width()).isEqualTo(before.header().width());
          assertThat(header.height()).isEqualTo(before.header().height());
          assertThat(header.frames()).isEqualTo(allFrames ? before.header().frames() : 1);
          assertThat(samples(after.decode(DecodeRequest.whole(header))))
              .usingRecursiveComparison()
              .isEqualTo(samples(before.decode(DecodeRequest.whole(before.header()))));
        }
      }
    }
  }

  /** Why it failed; null if it did not. What is not this library's exception is a fault. */
  private static @org.jspecify.annotations.Nullable Reason failure(Runnable work) {
    try {
      work.run();
      return null;
    } catch (ImageResizeException named) {
      return named.reason();
    }
  }

  @Test
  void writesWhatItReadsAndAlwaysTheSame() {
    EncodeRequest request = EncodeRequest.builder(90).build();
    for (ImageEncoder encoder : codec().encoders()) {
      PlanarImage drawn = drawn(encoder, 0);
      assertThat(encoder.accepts(drawn.model(), false)).isTrue();
      byte[] file = encoder.encode(drawn, request);
      assertThat(encoder.encode(drawn(encoder, 0), request)).isEqualTo(file);
      assertThat(encoder.format().isRecognisedIn(file)).isTrue();
      assertThat(encoder.memoryNeeded(WIDTH, HEIGHT, false, request))
          .isGreaterThanOrEqualTo(file.length);
      if (encoder.format().hasAlpha()) {
        assertThat(encoder.accepts(ColorModel.RGB, true)).isTrue();
      }
      if (codec().recognises(file)) {
        try (ImageDecoder decoder = open(file)) {
          assertThat(decoder.header().format().output()).contains(encoder.format());
          List<float[][]> read = samples(decoder.decode(DecodeRequest.whole(decoder.header())));
          assertThat(quality(read.get(0), samples(drawn(encoder, 0)).get(0)))
              .isGreaterThan(leastQuality());
        }
      }
    }
  }

  @Test
  void writesFramesWithTheirDurationsAndLoops() {
    for (ImageEncoder encoder : codec().encoders()) {
      if (encoder.animation().isEmpty()) {
        continue;
      }
      EncodeRequest request = EncodeRequest.builder(90).build();
      AnimationEncoder animations = encoder.animation().get();
      byte[] file = animations.encode(new DrawnFrames(encoder), request);
      assertThat(animations.memoryNeeded(WIDTH, HEIGHT, 3, false, request))
          .isGreaterThanOrEqualTo(file.length);
      if (codec().recognises(file)) {
        try (ImageDecoder decoder = open(file)) {
          assertThat(decoder.header().frames()).isEqualTo(3);
          Animation read = decoder.frames(DecodeRequest.whole(decoder.header()));
          assertThat(read.loops()).isEqualTo(2);
          for (int i = 1; i <= 3; i++) {
            Frame frame = read.next();
            samples(frame.picture());
            assertThat(frame.duration()).isEqualTo(Duration.ofMillis(50L * i));
          }
        }
      }
    }
  }

  /** Three frames that are shown twice. */
  private static final class DrawnFrames implements Animation {
    private final ImageEncoder encoder;
    private final Iterator<Integer> numbers = List.of(1, 2, 3).iterator();

    DrawnFrames(ImageEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public int loops() {
      return 2;
    }

    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public Frame next() {
      int number = numbers.next();
      return Frame.whole(drawn(encoder, 60 * number), Duration.ofMillis(50L * number));
    }
  }

  /** A smooth picture of few colours in a model that the encoder takes. */
  private static PlanarImage drawn(ImageEncoder encoder, int shift) {
    ColorModel model = encoder.accepts(ColorModel.RGB, false) ? ColorModel.RGB : ColorModel.YCBCR;
    boolean halved =
        model == ColorModel.YCBCR && encoder.chromaSubsampled(EncodeRequest.builder(90).build());
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int scale = halved && i > 0 ? 2 : 1;
      int plane = i;
      PlaneRows rows =
          new SampledRows(
              WIDTH / scale,
              HEIGHT / scale,
              (y, samples) -> {
                for (int x = 0; x < samples.length; x++) {
                  int value = (40 + x * scale * 4 / (plane + 1) + shift) / 16 * 16;
                  samples[x] = model == ColorModel.YCBCR && plane > 0 ? 128 : value % 240;
                }
              });
      planes.add(new Plane(rows, 0, 0, 1.0 / scale, 1.0 / scale));
    }
    return new PlanarImage(model, false, WIDTH, HEIGHT, planes);
  }

  /** All samples of each plane, read row by row at one pace. */
  private static List<float[][]> samples(PlanarImage image) {
    List<float[][]> all = new ArrayList<>();
    image.planes().forEach(plane -> all.add(new float[plane.rows().height()][]));
    int height = all.stream().mapToInt(plane -> plane.length).max().orElseThrow();
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < all.size(); i++) {
        PlaneRows rows = image.planes().get(i).rows();
        if (y < rows.height()) {
          float[][] phases = rows.row(y);
          float[] row = new float[rows.width()];
          for (int x = 0; x < row.length; x++) {
            row[x] = phases[x % phases.length][x / phases.length];
          }
          all.get(i)[y] = row;
          rows.release(y + 1);
        }
      }
    }
    return all;
  }

  private static double quality(float[][] actual, float[][] expected) {
    double squares = 0;
    int count = 0;
    for (int y = 0; y < expected.length; y++) {
      for (int x = 0; x < expected[y].length; x++) {
        double difference = actual[y][x] - expected[y][x];
        squares += difference * difference;
        count++;
      }
    }
    return squares == 0 ? 99 : 10 * Math.log10(255 * 255 * count / squares);
  }
}
