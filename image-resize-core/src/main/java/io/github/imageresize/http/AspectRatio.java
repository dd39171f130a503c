package io.github.imageresize.http;

import io.github.imageresize.internal.argument.Require;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A width for a height, such as 16:9. */
record AspectRatio(int across, int down) {
  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})");
  private static final int MOST = 10_000;

  static AspectRatio parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    int across = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    int down = across > 0 ? Integer.parseInt(matcher.group(2)) : 0;
    Require.that(
        across >= 1 && across <= MOST && down >= 1 && down <= MOST,
        "ratio",
        "be two whole numbers, 1.." + MOST + ", such as 16:9",
        text);
    return new AspectRatio(across, down);
  }

  /** The height beside a width, rounded, at least 1. */
  int height(int width) {
    return (int) Math.max(1, Math.round((double) width * down / across));
  }

  /** The one whose height for this width differs by the smallest factor. */
  static AspectRatio nearest(List<AspectRatio> ratios, int width, int height) {
    double wanted = Math.log((double) height / width);
    return ratios.stream()
        .min(
            Comparator.comparingDouble(
                ratio -> Math.abs(Math.log((double) ratio.down / ratio.across) - wanted)))
        .orElseThrow();
  }

  @Override
  public String toString() {
    return across + ":" + down;
  }
}
