package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import org.junit.jupiter.api.Test;

class FallbackPolicyTest {

  /** The table of the design: a change here changes what users were promised. */
  @Test
  void handsOutagesOverAndNoVerdict() {
    assertThat(table(FallbackPolicy.DEFAULTS))
        .isEqualTo(
            """
            reason             ORIGINAL  NODE      MOMENT
            INVALID_REQUEST    fail      hand over fail
            FORBIDDEN          fail      fail      fail
            SOURCE_NOT_FOUND   fail      fail      fail
            SOURCE_TOO_LARGE   fail      fail      fail
            RESULT_TOO_LARGE   fail      hand over fail
            UNSUPPORTED_IMAGE  fail      fail      fail
            CORRUPT_IMAGE      fail      fail      fail
            OVERLOADED         fail      hand over hand over
            UNAVAILABLE        fail      hand over hand over
            TIMEOUT            fail      hand over hand over
            """);
  }

  @Test
  void isNotChangedByItsBuilderAfterwards() {
    FallbackPolicy.Builder builder = FallbackPolicy.builder();
    FallbackPolicy before = builder.build();

    builder.fallBackOn(Reason.CORRUPT_IMAGE, Basis.ORIGINAL);

    assertThat(before.fallsBackOn(Reason.CORRUPT_IMAGE, Basis.ORIGINAL)).isFalse();
    assertThat(builder.build().fallsBackOn(Reason.CORRUPT_IMAGE, Basis.ORIGINAL)).isTrue();
  }

  private static String table(FallbackPolicy policy) {
    StringBuilder out = new StringBuilder("reason             ORIGINAL  NODE      MOMENT\n");
    for (Reason reason : Reason.values()) {
      StringBuilder row = new StringBuilder(String.format("%-19s", reason));
      for (Basis basis : Basis.values()) {
        row.append(
            String.format("%-10s", policy.fallsBackOn(reason, basis) ? "hand over" : "fail"));
      }
      out.append(row.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
