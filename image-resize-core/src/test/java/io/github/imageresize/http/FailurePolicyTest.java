package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

  /** What clients see of each failure: a change here changes the contract with them. */
  @Test
  void letsSharedCachesKeepWhatRestsOnTheOriginalAlone() {
    ReplyLifetimes lifetimes = ReplyLifetimes.DEFAULTS;
    StringBuilder table = new StringBuilder();
    for (Reason reason : Reason.values()) {
      table.append(String.format("%-18s %d", reason, FailureStatus.of(reason)));
      for (Basis basis : Basis.values()) {
        ImageResizeException failure = new ImageResizeException(reason, "of the table");
        table.append(" | ").append(lifetimes.ofFailure(failure.withBasis(basis)));
      }
      table.append('\n');
    }
    assertThat(table)
        .hasToString(
            """
            INVALID_REQUEST    400 | no-store | no-store | no-store
            FORBIDDEN          403 | no-store | no-store | no-store
            SOURCE_NOT_FOUND   404 | public, max-age=60 | no-store | no-store
            SOURCE_TOO_LARGE   413 | public, max-age=60 | no-store | no-store
            RESULT_TOO_LARGE   413 | public, max-age=60 | no-store | no-store
            UNSUPPORTED_IMAGE  415 | public, max-age=60 | no-store | no-store
            CORRUPT_IMAGE      422 | public, max-age=60 | no-store | no-store
            OVERLOADED         503 | no-store | no-store | no-store
            UNAVAILABLE        502 | no-store | no-store | no-store
            TIMEOUT            504 | no-store | no-store | no-store
            """);
  }
}
