package io.github.imageresize.http;

import io.github.imageresize.ImageOptions;
import io.github.imageresize.internal.argument.Require;
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
    Require.that(
        prefix.matches("/([A-Za-z0-9._~-]+/)*"),
        "prefix",
        "begin and end with a slash, with only letters, digits, dots, dashes, underscores and tildes between slashes",
        prefix);
    ignored = Set.copyOf(ignored);
    for (String name : ignored) {
      boolean own = name.equals(GivenOptions.DESCRIBE) || ImageOptions.ofUrlName(name).isPresent();
      Require.that(
          name.matches("[A-Za-z0-9_.-]+\\*?") && !own,
          "ignored",
          "have letters, digits, dots, dashes or underscores, possibly an asterisk at the end, and be none of "
              + String.join(", ", ImageOptions.urlNames())
              + ", "
              + GivenOptions.DESCRIBE,
          name);
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
