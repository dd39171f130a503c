package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheLifetimesTest {

  /** The table of the documentation: a change here changes what users were promised. */
  @Test
  void keepsFailuresByReasonAndBasis() {
    StringBuilder table = new StringBuilder("reason             ORIGINAL  NODE      MOMENT\n");
    for (Reason reason : Reason.values()) {
      StringBuilder row = new StringBuilder(String.format("%-19s", reason));
      for (Basis basis : Basis.values()) {
        row.append(String.format("%-10s", CacheLifetimes.DEFAULTS.failure(reason, basis)));
      }
      table.append(row.toString().stripTrailing()).append('\n');
    }
    assertThat(table)
        .hasToString(
            """
            reason             ORIGINAL  NODE      MOMENT
            INVALID_REQUEST    PT0S      PT0S      PT0S
            FORBIDDEN          PT0S      PT0S      PT0S
            SOURCE_NOT_FOUND   PT1M      PT1M      PT30S
            SOURCE_TOO_LARGE   PT1H      PT5M      PT30S
            RESULT_TOO_LARGE   PT1H      PT5M      PT30S
            UNSUPPORTED_IMAGE  PT1H      PT5M      PT30S
            CORRUPT_IMAGE      PT1H      PT5M      PT30S
            OVERLOADED         PT0S      PT0S      PT0S
            UNAVAILABLE        PT1M      PT1M      PT10S
            TIMEOUT            PT1M      PT1M      PT30S
            """);
  }

  @Test
  void letsTheHostSetEachOfThem() {
    CacheLifetimes.Builder builder =
        CacheLifetimes.builder()
            .failure(Reason.SOURCE_NOT_FOUND, Basis.ORIGINAL, Duration.ofSeconds(5));
    CacheLifetimes set = builder.build();
    builder.failure(Reason.SOURCE_NOT_FOUND, Basis.ORIGINAL, Duration.ZERO);

    assertThat(set.failure(Reason.SOURCE_NOT_FOUND, Basis.ORIGINAL)).hasSeconds(5);
    assertThat(builder.build().failure(Reason.SOURCE_NOT_FOUND, Basis.ORIGINAL)).isZero();
    assertThat(CacheLifetimes.DEFAULTS.failure(Reason.SOURCE_NOT_FOUND, Basis.ORIGINAL))
        .hasSeconds(60);
  }

  @Test
  void neverRemembersAMomentForLongerThanAProvisionalImage() {
    CacheLifetimes brief = CacheLifetimes.builder().provisional(Duration.ofSeconds(7)).build();

    assertThat(brief.failure(Reason.CORRUPT_IMAGE, Basis.MOMENT)).hasSeconds(7);
    assertThat(brief.failure(Reason.CORRUPT_IMAGE, Basis.NODE)).hasMinutes(5);
  }

  @Test
  void refusesLifetimesThatPassTheirBounds() {
    CacheLifetimes.Builder builder = CacheLifetimes.builder();

    assertThatThrownBy(() -> builder.failure(Reason.TIMEOUT, Basis.MOMENT, Duration.ofSeconds(61)))
        .hasMessage(
            "failure must be zero or 10 to 60 s where it rests on the moment, but is PT1M1S");
    assertThatThrownBy(() -> builder.failure(Reason.TIMEOUT, Basis.MOMENT, Duration.ofSeconds(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.failure(Reason.TIMEOUT, Basis.NODE, Duration.ofSeconds(-1)))
        .hasMessage("failure must be positive, but is PT-1S");
  }
}
