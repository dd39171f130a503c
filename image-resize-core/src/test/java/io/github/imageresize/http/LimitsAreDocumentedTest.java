package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.cache.CacheLifetimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of docs/limits.md tell what holds where nothing is set. */
class LimitsAreDocumentedTest {
  private static final Pattern REASON = Pattern.compile("`([A-Z_]+)`");

  private String page;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "limits.md"));
  }

  @Test
  void byTheirDefaults() {
    ResizeLimits limits = ResizeLimits.DEFAULTS;
    long heap = Runtime.getRuntime().maxMemory();
    Map<String, String> told = new TreeMap<>();
    for (String[] row : rows("| limit | default |")) {
      told.put(row[0].replaceFirst("[;,].*", ""), row[1]);
    }

    assertThat(told)
        .containsEntry("bytes of the original", (limits.sourceBytes() >> 20) + " MiB")
        .containsEntry("pixels that are decoded", limits.sourcePixels() / 1_000_000 + " million")
        .containsEntry("frames that are decoded", "" + limits.sourceFrames())
        .containsEntry("side of the result", limits.outputSide() + " pixels")
        .containsEntry("requests waiting", limits.queueLength() + ", until the deadline")
        .containsEntry("time for one image", limits.deadline().toSeconds() + " seconds")
        .containsEntry("images made at a time", "as many as there are processors")
        .containsEntry("memory for images being made", "half of the heap")
        .containsEntry("the encoded result", "32 MiB, or an eighth of the heap");
    assertThat(limits.queueTimeout()).isEqualTo(limits.deadline());
    assertThat(limits.parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(limits.memoryBytes()).isEqualTo(heap / 2);
    assertThat(limits.resultBytes()).isEqualTo(Math.min(32L << 20, heap / 8));
    assertThat(limits.heldSourceBytes())
        .isEqualTo(Math.max(heap / 8, Math.min(32L << 20, heap / 4)));
  }

  @Test
  void byStatusAndLifetimesOfEachFailure() {
    Set<Reason> told = EnumSet.noneOf(Reason.class);
    for (String[] row : rows("| reason | HTTP |")) {
      List<Reason> reasons =
          REASON.matcher(row[0]).results().map(name -> Reason.valueOf(name.group(1))).toList();
      assertThat(reasons).as(row[0]).isNotEmpty();
      for (Reason reason : reasons) {
        told.add(reason);
        assertThat(row[1]).as(row[0]).startsWith("" + FailureStatus.of(reason));
        for (Basis basis : Basis.values()) {
          Duration kept = CacheLifetimes.DEFAULTS.failure(reason, basis);
          assertThat(row[2 + basis.ordinal()].replace("**", ""))
              .as("%s that rests on %s", reason, basis)
              .isEqualTo(text(kept));
        }
        Basis usual = new ImageResizeException(reason, "of the table").basis();
        if (row[2 + usual.ordinal()].contains("**") || isRemembered(reason)) {
          assertThat(boldIn(row)).as(row[0]).containsExactly(usual);
        }
      }
    }
    assertThat(told).containsExactlyInAnyOrder(Reason.values());
  }

  private static boolean isRemembered(Reason reason) {
    return Arrays.stream(Basis.values())
        .anyMatch(basis -> !CacheLifetimes.DEFAULTS.failure(reason, basis).isZero());
  }

  private static List<Basis> boldIn(String[] row) {
    return Arrays.stream(Basis.values())
        .filter(basis -> row[2 + basis.ordinal()].contains("**"))
        .toList();
  }

  private static String text(Duration time) {
    if (time.isZero()) {
      return "–";
    }
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return time.toSeconds() + " s";
    }
    return time.compareTo(Duration.ofHours(1)) < 0
        ? time.toMinutes() + " min"
        : time.toHours() + " h";
  }

  /** The cells of the table that begins so. */
  private List<String[]> rows(String header) {
    List<String[]> rows = new ArrayList<>();
    page.substring(page.indexOf(header))
        .lines()
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(row -> row.substring(1, row.length() - 1).split("\\|"))
        .map(cells -> Arrays.stream(cells).map(String::trim).toArray(String[]::new))
        .forEach(rows::add);
    assertThat(rows).as(header).isNotEmpty();
    return rows;
  }
}
