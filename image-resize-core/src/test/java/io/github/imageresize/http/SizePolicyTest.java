package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.OptionExamples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SizePolicyTest {
  private static final SizePolicy PAGES =
      SizePolicy.widths(640, 320)
          .ratios("16:9", "1:1")
          .fits(Fit.COVER)
          .dprs(1.5, 2)
          .qualities(60)
          .formats(ImageFormat.WEBP, ImageFormat.JPEG)
          .values("rotate", "90", "270")
          .anyValue("flip");

  private static Verdict decide(SizePolicy policy, String target) {
    return decide(policy, HttpRequestHead.get("/images/" + target));
  }

  private static Verdict decide(SizePolicy policy, HttpRequestHead head) {
    return policy.decide(RequestTarget.of(head, "/images/", policy));
  }

  private static String refusal(SizePolicy policy, String target) {
    return decide(policy, target).refusal().orElse("admitted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg?w=320",
        "a.jpg?w=640&h=360&fit=cover",
        "a.jpg?w=640&h=640",
        "a.jpg?w=320&dpr=2&q=60&format=webp&rotate=90&flip=h",
        "a.jpg?w=320&dpr=1.50",
        "a.jpg?w=320&dpr=1&fit=inside&position=center&rotate=0&format=auto",
        "w_320,h_180,fit_cover/a.jpg"
      })
  void admitsWhatIsListed(String target) {
    assertThat(refusal(PAGES, target)).isEqualTo("admitted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg?w=321|w must be 320 or 640, but is 321.",
        "a.jpg|w must be 320 or 640, but is missing.",
        "a.jpg?h=320|w must be 320 or 640, but is missing.",
        "a.jpg?w=640&h=361|h must be 360 (16:9) or 640 (1:1) beside w=640, but is 361.",
        "a.jpg?w=320&fit=fill|fit must be cover, but is fill.",
        "a.jpg?w=320&dpr=1.2|dpr must be 1.5 or 2, but is 1.2.",
        "a.jpg?w=320&q=61|q must be 60, but is 61.",
        "a.jpg?w=320&format=png|format must be webp or jpeg, but is png.",
        "a.jpg?w=320&rotate=180|rotate must be 90 or 270, but is 180.",
        "a.jpg?w=320&position=top|The option position is not allowed here.",
        "a.jpg?w=320&crop=0,0,9,9|The option crop is not allowed here.",
        "a.jpg?w=320&bg=ffffff|The option bg is not allowed here.",
        "a.jpg?w=320&v=43|The option v is not allowed here.",
        "a.jpg?w=320&enlarge=true|The option enlarge is not allowed here."
      })
  void refusesAllElseAndNamesWhatIsAllowed(String target, String text) {
    assertThat(refusal(PAGES, target)).isEqualTo(text);
  }

  /** A policy that looks at the width alone would leave the rest as a way round the cache. */
  @ParameterizedTest
  @MethodSource("options")
  void isClosedForEveryOptionThatNobodyOpened(ImageOption<?> option) {
    AllowedSizes policy =
        SizePolicy.widths(320).formats(ImageFormat.WEBP).values("overlay", "mark.png");
    boolean ofOverlay = option.urlName().matches("overlay.+");
    String query =
        (option == ImageOptions.WIDTH ? "" : "w=320&")
            + (ofOverlay ? "overlay=mark.png&" : "")
            + option.urlName()
            + "="
            + PercentEncoding.encode(OptionExamples.of(option), "");

    assertThat(decide(policy, "a.jpg?" + query).isAdmitted()).isFalse();
    if (option != ImageOptions.WIDTH && option != ImageOptions.HEIGHT) {
      assertThat(decide(policy.anyValue(option.urlName()), "a.jpg?" + query).isAdmitted()).isTrue();
    }
  }

  static List<ImageOption<?>> options() {
    return ImageOptions.all();
  }

  @Test
  void ofSourcesHoldsForOverlaysToo() {
    SizePolicy policy = SizePolicy.sources("public/");

    assertThat(decide(policy, "public/a.jpg?overlay=public/mark.png").isAdmitted()).isTrue();
    assertThat(decide(policy, "public/a.jpg?overlay=private/mark.png").isAdmitted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "w=1,320,0",
    "w=320,320,0",
    "w=321,640,0",
    "w=9999,640,0",
    "w=500&h=280,640,360",
    "w=500&h=499,640,640",
    "w=640&h=1,640,360"
  })
  void snapsToWhatIsListedIfToldTo(String query, int width, int height) {
    SizePolicy policy = SizePolicy.widths(320, 640).ratios("16:9", "1:1").snapping();

    ImageRequest.Builder expected = ImageRequest.builder("a.jpg").width(width);
    assertThat(decide(policy, "a.jpg?" + query))
        .isEqualTo(Verdict.admit((height == 0 ? expected : expected.height(height)).build()));
  }

  @Test
  void opensTheOriginalSizeOnlyIfToldTo() {
    SizePolicy policy = SizePolicy.widths(320).originalSize();

    assertThat(refusal(policy, "a.jpg?format=webp")).isEqualTo("admitted");
    assertThat(refusal(policy, "a.jpg?h=9")).startsWith("w must be 320");
  }

  @Test
  void refusesListsThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(SizePolicy::widths);
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(0));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(70_000));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(1).ratios());
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(1).ratios("16/9"));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(1).ratios("0:9"));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(1).values("w", "3"));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.widths(1).anyValue("blurb"));
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.sources(""));
  }

  @Test
  void joinsPoliciesThatMustBothAdmit() {
    SizePolicy policy =
        SizePolicy.widths(320, 640).snapping().and(SizePolicy.sources("public/", "shop/"));

    assertThat(decide(policy, "public/a.jpg?w=300"))
        .isEqualTo(Verdict.admit(ImageRequest.builder("public/a.jpg").width(320).build()));
    assertThat(refusal(policy, "private/a.jpg?w=320"))
        .isEqualTo("The image must be in public/ or shop/.");
    assertThat(refusal(policy, "public/a.jpg?w=320&q=3")).contains("option q");
  }

  @Test
  void joinsPoliciesOfWhichEitherMayAdmit() {
    SizePolicy policy = Presets.of(Map.of("big", "w=2000")).or(SizePolicy.widths(320));

    assertThat(decide(policy, "a.jpg?p=big").request().orElseThrow().width()).hasValue(2000);
    assertThat(decide(policy, "a.jpg?w=320").request().orElseThrow().width()).hasValue(320);
    assertThat(refusal(policy, "a.jpg?w=2000"))
        .isEqualTo("p must be big, but is missing. Or: w must be 320, but is 2000.");
    assertThat(refusal(policy, "a.jpg?p=none&w=320"))
        .as("an option that means nothing must not be overlooked")
        .isEqualTo("p must be big, but is none.");
  }

  @Test
  void keepsWhatBothSayOfAnAdmission() {
    Instant soon = Instant.ofEpochSecond(1000);
    SizePolicy first = target -> Verdict.admit(target.request()).withProvenVersion().until(soon);
    SizePolicy second =
        target -> Verdict.admit(target.request()).until(soon.plusSeconds(9)).forThisCallerOnly();

    Verdict verdict = decide(first.and(second), "a.jpg");

    assertThat(verdict.isVersionProven()).isTrue();
    assertThat(verdict.isForThisCallerOnly()).isTrue();
    assertThat(verdict.end()).contains(soon);
  }

  @Test
  void seesWhoAsksWhereAndHow() {
    SizePolicy staff =
        new SizePolicy() {
          @Override
          public Set<String> fields() {
            return Set.of("X-Site");
          }

          @Override
          public Verdict decide(RequestTarget target) {
            boolean known =
                target.principal().filter(one -> one.getName().equals("ann")).isPresent()
                    && target.host().equals(Optional.of("img.example"))
                    && target.field("x-site").equals(Optional.of("7"));
            return known
                ? Verdict.admit(target.request()).forThisCallerOnly()
                : Verdict.refuse("Only the staff may.");
          }
        };
    HttpRequestHead asked =
        HttpRequestHead.get("/images/a.jpg")
            .withField("Host", "img.example")
            .withField("X-Site", "7");

    assertThat(decide(staff, asked.withPrincipal(() -> "ann")).isAdmitted()).isTrue();
    assertThat(decide(staff, asked).refusal()).contains("Only the staff may.");
    assertThat(decide(staff, asked.withPrincipal(() -> "bob")).isAdmitted()).isFalse();
  }

  @Test
  void hasTheHostSayWhichVersionIsCurrent() {
    SizePolicy policy =
        SizePolicy.widths(320)
            .withCurrentVersions(
                source -> source.equals("a.jpg") ? Optional.of("42") : Optional.empty());
    ImageRequest current = ImageRequest.builder("a.jpg").width(320).version("42").build();

    assertThat(decide(policy, "a.jpg?w=320&v=42"))
        .isEqualTo(Verdict.admit(current).withProvenVersion());
    assertThat(decide(policy, "a.jpg?w=320&v=43"))
        .as("a guess of tomorrow's")
        .isEqualTo(Verdict.admit(current));
    assertThat(decide(policy, "b.jpg?w=320&v=1"))
        .as("one that has no version")
        .isEqualTo(Verdict.admit(ImageRequest.builder("b.jpg").width(320).build()));
    assertThat(decide(policy, "a.jpg?w=320"))
        .isEqualTo(Verdict.admit(ImageRequest.builder("a.jpg").width(320).build()));
    assertThat(refusal(policy, "a.jpg?w=3&v=42")).startsWith("w must be 320");
  }
}
