package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Chroma;
import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheKeyTest {

  @Test
  void takesTheOptionsOfARequestThatIsUsedAgainAsTheyAre() {
    ImageRequest request = ImageRequest.builder("a.jpg").width(300).devicePixelRatio(2).build();

    assertThat(request.canonicalOptions())
        .isSameAs(request.canonicalOptions())
        .isEqualTo(ImageRequest.builder("b.jpg").width(600).build().canonicalOptions())
        .isNotEqualTo(request.toBuilder().height(300).build().canonicalOptions())
        .hasToString("fit=inside;w=600;enlarge=false;flip=none;rotate=0;format=auto;q=80");
  }

  /** A change here empties every cache in the world: raise FORMAT_VERSION and mean it. */
  @Test
  void neverChangesTheGoldenKeys() {
    assertGolden(
        of(ImageRequest.builder("a.jpg")),
        "1;local-1;fit=inside;enlarge=false;flip=none;rotate=0;format=auto;q=80;source=a.jpg",
        "ubAQXG1CAmi6PYetBO8SATalzFWHIRygVvoSgfh8Jqk");
    assertGolden(
        of(
            ImageRequest.builder("path/to/\u00e4;v=2.jpg")
                .width(300)
                .height(200)
                .devicePixelRatio(1.5)
                .fit(Fit.COVER)
                .position(Position.focalPoint(0.3, 0.7))
                .crop(Crop.percent(0, 12.5, 100, 50))
                .enlarge(true)
                .flip(Flip.VERTICAL)
                .rotation(Rotation.CLOCKWISE_90)
                .format(ImageFormat.JPEG)
                .quality(75)
                .background(RgbaColor.parse("ff8000"))
                .version("v1")
                .keepCopyright(true)),
        "1;local-1;fit=cover;w=450;h=300;position=0.3,0.7;crop=0%,12.5%,100%,50%;enlarge=true"
            + ";flip=horizontal;rotate=270;format=jpeg;q=75;bg=ff8000ff;v=v1;copyright=keep"
            + ";source=path/to/\u00e4;v=2.jpg",
        "Or7Skb5SLnss5yjiGH1W5foNVL_Guo4-5JyIWLPHQXY");
    assertGolden(
        of(
            ImageRequest.builder("b.png")
                .width(64)
                .height(64)
                .fit(Fit.CONTAIN)
                .format(ImageFormat.PNG)),
        "1;local-1;fit=contain;w=64;h=64;position=center;enlarge=false;flip=none;rotate=0"
            + ";format=png;bg=00000000;source=b.png",
        "jtFxunNfU6sXTbfeIFk1tM1ZU-HU4afBksEC6zMerNs");
  }

  private static void assertGolden(CacheKey key, String text, String digest) {
    assertThat(key.explain()).isEqualTo(text);
    assertThat(key.digest()).isEqualTo(digest);
    assertThat(key).hasToString(text);
  }

  @Test
  void leavesOutAPositionThatPlacesNothing() {
    for (Fit fit : new Fit[] {Fit.INSIDE, Fit.OUTSIDE, Fit.FILL}) {
      assertSame(box().fit(fit), box().fit(fit).position(Position.TOP_LEFT));
    }
    for (Fit fit : new Fit[] {Fit.COVER, Fit.CONTAIN}) {
      assertDiffer(box().fit(fit), box().fit(fit).position(Position.TOP_LEFT));
    }
    assertSame(
        ImageRequest.builder("a").width(9).fit(Fit.COVER),
        ImageRequest.builder("a").width(9).fit(Fit.COVER).position(Position.TOP));
  }

  @Test
  void leavesOutAFitThatChangesNothing() {
    for (Fit fit : new Fit[] {Fit.COVER, Fit.CONTAIN, Fit.OUTSIDE}) {
      assertSame(ImageRequest.builder("a").width(9), ImageRequest.builder("a").width(9).fit(fit));
    }
    assertSame(ImageRequest.builder("a"), ImageRequest.builder("a").fit(Fit.FILL));
    assertDiffer(box(), box().fit(Fit.FILL));
  }

  @Test
  void leavesOutTheQualityOfAFormatWithoutOne() {
    for (ImageFormat format : ImageFormat.values()) {
      ImageRequest.Builder plain = box().format(format);
      ImageRequest.Builder quality = box().format(format).quality(51);
      if (format.hasQuality()) {
        assertDiffer(plain, quality);
      } else {
        assertSame(plain, quality);
      }
    }
  }

  @Test
  void holdsWhatTheEncoderOfTheFormatHeeds() {
    for (ImageFormat format :
        new ImageFormat[] {ImageFormat.WEBP, ImageFormat.AVIF, ImageFormat.JXL}) {
      assertDiffer(box().format(format), box().format(format).lossless(true));
    }
    for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.AVIF}) {
      assertDiffer(box().format(format), box().format(format).chroma(Chroma.FULL));
    }
    assertSame(box().format(ImageFormat.PNG), box().format(ImageFormat.PNG).lossless(true));
    assertSame(box().format(ImageFormat.WEBP), box().format(ImageFormat.WEBP).chroma(Chroma.FULL));
  }

  @Test
  void holdsAFormatForAnimationsWhereItMayBeTaken() {
    ImageRequest.Builder avif = box().format(ImageFormat.AVIF);
    assertDiffer(avif, box().format(ImageFormat.AVIF).animatedFormat(ImageFormat.WEBP));
    assertSame(
        box().format(ImageFormat.AVIF).frames(Frames.FIRST),
        box().format(ImageFormat.AVIF).frames(Frames.FIRST).animatedFormat(ImageFormat.WEBP));
    assertSame(box(), box().animatedFormat(ImageFormat.WEBP));
    assertSame(
        box().format(ImageFormat.WEBP),
        box().format(ImageFormat.WEBP).animatedFormat(ImageFormat.WEBP));
  }

  /** What can change the bytes of the one or of the other. */
  @Test
  void holdsWhatEitherFormatHeeds() {
    ImageRequest animatedPng =
        box().format(ImageFormat.PNG).animatedFormat(ImageFormat.WEBP).build();
    assertDiffer(animatedPng.toBuilder(), animatedPng.toBuilder().quality(30));
    assertDiffer(animatedPng.toBuilder(), animatedPng.toBuilder().lossless(true));
    ImageRequest animatedJpeg =
        box().format(ImageFormat.JPEG).fit(Fit.CONTAIN).animatedFormat(ImageFormat.PNG).build();
    assertDiffer(animatedJpeg.toBuilder(), animatedJpeg.toBuilder().palette(true));
    assertDiffer(animatedJpeg.toBuilder(), animatedJpeg.toBuilder().background(RgbaColor.WHITE));
    assertDiffer(animatedJpeg.toBuilder(), animatedJpeg.toBuilder().frames(Frames.ALL));
    ImageRequest animatedAvif =
        box().format(ImageFormat.AVIF).animatedFormat(ImageFormat.GIF).build();
    assertDiffer(
        animatedAvif.toBuilder(), animatedAvif.toBuilder().background(RgbaColor.parse("ff0000")));
  }

  @Test
  void leavesOutABackgroundThatDoesNotShow() {
    RgbaColor red = RgbaColor.parse("ff0000");
    for (ImageFormat format : new ImageFormat[] {ImageFormat.PNG, ImageFormat.WEBP}) {
      assertSame(box().format(format), box().format(format).background(red));
      assertDiffer(
          box().format(format).fit(Fit.CONTAIN),
          box().format(format).fit(Fit.CONTAIN).background(red));
    }
    assertDiffer(box().format(ImageFormat.JPEG), box().format(ImageFormat.JPEG).background(red));
    assertDiffer(box(), box().background(red));
  }

  @Test
  void leavesOutEnlargingWithoutABoxAndACropOfEverything() {
    assertSame(ImageRequest.builder("a"), ImageRequest.builder("a").enlarge(true));
    assertDiffer(box(), box().enlarge(true));
    assertSame(box(), box().crop(Crop.percent(0, 0, 100, 100)));
    assertDiffer(box(), box().crop(Crop.percent(0, 0, 100, 99)));
  }

  @Test
  void spellsDefaultsOut() {
    assertSame(
        box(),
        box()
            .devicePixelRatio(1)
            .fit(Fit.INSIDE)
            .position(Position.CENTER)
            .enlarge(false)
            .flip(Flip.NONE)
            .rotation(Rotation.NONE)
            .quality(80)
            .keepCopyright(false));
    assertSame(
        box().format(ImageFormat.JPEG),
        box().format(ImageFormat.JPEG).background(RgbaColor.WHITE).quality(80));
    assertSame(
        box().format(ImageFormat.PNG).fit(Fit.CONTAIN),
        box().format(ImageFormat.PNG).fit(Fit.CONTAIN).background(RgbaColor.TRANSPARENT));
  }

  @Test
  void multipliesTheDevicePixelRatioIn() {
    assertSame(
        ImageRequest.builder("a").width(300).height(200).devicePixelRatio(2),
        ImageRequest.builder("a").width(600).height(400));
    assertSame(ImageRequest.builder("a"), ImageRequest.builder("a").devicePixelRatio(3));
  }

  @ParameterizedTest
  @CsvSource({"NONE,180", "CLOCKWISE_90,270", "CLOCKWISE_180,0", "CLOCKWISE_270,90"})
  void knowsAVerticalFlipAsAHorizontalOneAndAHalfTurn(Rotation rotation, int degrees) {
    assertSame(
        box().flip(Flip.VERTICAL).rotation(rotation),
        box().flip(Flip.HORIZONTAL).rotation(Rotation.ofDegrees(degrees)));
  }

  @Test
  void holdsSourceVersionAndEngine() {
    ImageRequest request = box().build();
    assertThat(CacheKey.of(request, "local-1")).isNotEqualTo(CacheKey.of(request, "local-2"));
    assertDiffer(box(), box().version("1"));
    assertDiffer(box().version("1"), box().version("2"));
    assertDiffer(ImageRequest.builder("a"), ImageRequest.builder("b"));
    assertThat(of(box()).source()).isEqualTo("a");
  }

  @Test
  void tellsASourceFromTheOptionsItSeemsToName() {
    assertDiffer(ImageRequest.builder("b;source=a"), ImageRequest.builder("a"));
    assertDiffer(ImageRequest.builder("a").version("1"), ImageRequest.builder("a;v=1"));
  }

  @Test
  void hasOneTextForEachKeyAndOneKeyForEachText() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    Map<String, CacheKey> byText = new HashMap<>();
    Map<CacheKey, String> byKey = new HashMap<>();
    Map<String, String> byDigest = new HashMap<>();
    for (int round = 0; round < 20_000; round++) {
      CacheKey key = of(anyRequest(random));
      assertThat(byText.computeIfAbsent(key.explain(), text -> key))
          .as("seed %d", seed)
          .isEqualTo(key);
      assertThat(byKey.computeIfAbsent(key, CacheKey::explain)).isEqualTo(key.explain());
      assertThat(byDigest.computeIfAbsent(key.digest(), digest -> key.explain()))
          .isEqualTo(key.explain());
      assertThat(key.digest()).matches("[A-Za-z0-9_-]{43}");
    }
    assertThat(byText.size()).isGreaterThan(1000);
  }

  private static ImageRequest.Builder anyRequest(Random random) {
    ImageRequest.Builder builder = ImageRequest.builder("s" + random.nextInt(2));
    maybe(random, builder, b -> b.width(1 + random.nextInt(3)));
    maybe(random, builder, b -> b.height(1 + random.nextInt(3)));
    maybe(random, builder, b -> b.devicePixelRatio(1 + random.nextInt(2)));
    maybe(random, builder, b -> b.fit(one(random, Fit.values())));
    maybe(random, builder, b -> b.position(one(random, Position.TOP, Position.focalPoint(0, 1))));
    maybe(
        random,
        builder,
        b -> b.crop(one(random, Crop.pixels(0, 0, 5, 5), Crop.percent(0, 0, 100, 100))));
    maybe(random, builder, b -> b.enlarge(true));
    maybe(random, builder, b -> b.flip(one(random, Flip.values())));
    maybe(random, builder, b -> b.rotation(one(random, Rotation.values())));
    maybe(random, builder, b -> b.format(one(random, ImageFormat.values())));
    maybe(random, builder, b -> b.quality(79 + random.nextInt(3)));
    maybe(random, builder, b -> b.background(one(random, RgbaColor.WHITE, RgbaColor.TRANSPARENT)));
    maybe(random, builder, b -> b.version("" + random.nextInt(2)));
    maybe(random, builder, b -> b.keepCopyright(true));
    return builder;
  }

  private static void maybe(
      Random random, ImageRequest.Builder builder, UnaryOperator<ImageRequest.Builder> option) {
    if (random.nextBoolean()) {
      option.apply(builder);
    }
  }

  @SafeVarargs
  private static <T> T one(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static ImageRequest.Builder box() {
    return ImageRequest.builder("a").width(30).height(20);
  }

  private static CacheKey of(ImageRequest.Builder request) {
    return CacheKey.of(request.build(), "local-1");
  }

  private static void assertSame(ImageRequest.Builder one, ImageRequest.Builder other) {
    assertThat(of(one)).isEqualTo(of(other)).hasSameHashCodeAs(of(other));
    assertThat(of(one).explain()).isEqualTo(of(other).explain());
  }

  private static void assertDiffer(ImageRequest.Builder one, ImageRequest.Builder other) {
    assertThat(of(one)).isNotEqualTo(of(other));
    assertThat(of(one).explain()).isNotEqualTo(of(other).explain());
    assertThat(of(one).digest()).isNotEqualTo(of(other).digest());
  }
}
