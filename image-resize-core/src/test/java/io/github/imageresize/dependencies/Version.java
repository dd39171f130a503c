package io.github.imageresize.dependencies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Maven orders it, as far as the versions of real jars need: number by number, with
 * alphas, betas, milestones, release candidates and snapshots before the release itself; other
 * words, such as {@code Final} and {@code jre}, do not count.
 */
record Version(String text, List<Long> parts) implements Comparable<Version> {
  private static final Pattern PART = Pattern.compile("[0-9]{1,18}|[a-z]+");

  static Version of(String text) {
    List<Long> parts = new ArrayList<>();
    Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
    while (part.find()) {
      String word = part.group();
      if (Character.isDigit(word.charAt(0))) {
        parts.add(Long.parseLong(word));
      } else if (beforeRelease(word) < 0) {
        parts.add(beforeRelease(word));
      }
    }
    return new Version(text, List.copyOf(parts));
  }

  private static long beforeRelease(String word) {
    return switch (word) {
      case "alpha" -> -5;
      case "beta" -> -4;
      case "m", "milestone" -> -3;
      case "rc", "cr" -> -2;
      case "snapshot" -> -1;
      default -> 0;
    };
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Long.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private long part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
