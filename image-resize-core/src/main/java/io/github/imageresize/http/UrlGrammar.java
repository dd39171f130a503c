package io.github.imageresize.http;

import io.github.imageresize.ImageOptions;
import java.util.Set;

/**
 * How an application's URLs are written, besides the options themselves.
 *
 * @param prefix where the images are mounted
 * @param pathOptions whether the first segment behind the prefix may hold the options
 * @param ignored names of parameters of the query that mean nothing; one that ends with an asterisk
 *     stands for all that begin so
 */
record UrlGrammar(String prefix, boolean pathOptions, Set<String> ignored) {

  static final String DEFAULT_PREFIX = "/images/";

  UrlGrammar {
    if (!prefix.matches("/([A-Za-z0-9._~-]+/)*")) {
      throw new IllegalArgumentException(
          "prefix must begin and end with a slash, with only letters, digits, dots, dashes,"
              + " underscores and tildes between slashes, but is "
              + prefix);
    }
    ignored = Set.copyOf(ignored);
    for (String name : ignored) {
      if (!name.matches("[A-Za-z0-9_.-]+\\*?")
          || name.equals(GivenOptions.DESCRIBE)
          || ImageOptions.ofUrlName(name).isPresent()) {
        throw new IllegalArgumentException(
            "an ignored parameter must have letters, digits, dots, dashes or underscores, possibly"
                + " an asterisk at its end, and be none of "
                + String.join(", ", ImageOptions.urlNames())
                + ", "
                + GivenOptions.DESCRIBE
                + ", but is "
                + name);
      }
    }
  }

  static UrlGrammar under(String prefix) {
    return new UrlGrammar(prefix, true, Set.of());
  }

  boolean isIgnored(String name) {
    if (ignored.isEmpty()) {
      return false;
    }
    return ignored.contains(name)
        || ignored.stream()
            .anyMatch(
                one -> one.endsWith("*") && name.startsWith(one.substring(0, one.length() - 1)));
  }
}
