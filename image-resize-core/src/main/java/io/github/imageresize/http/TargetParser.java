package io.github.imageresize.http;

import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.argument.Require;
import java.util.Set;

/** Reads the path and the query of a URL, in either spelling of its options. */
final class TargetParser {
  private static final int MAX_PATH_LENGTH = 8192;

  private final UrlGrammar grammar;
  private final Set<String> policyOptions;

  TargetParser(UrlGrammar grammar, Set<String> policyOptions) {
    for (String name : policyOptions) {
      Require.that(
          !isOfGrammar(name) && !grammar.isIgnored(name),
          "option of the size policy",
          "be none of the grammar's and not ignored",
          name);
    }
    this.grammar = grammar;
    this.policyOptions = Set.copyOf(policyOptions);
  }

  /**
   * Reads a URL whose path begins with the prefix.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names the option, or {@code
   *     SOURCE_NOT_FOUND} for a path that can't name a file
   */
  RequestTarget parse(HttpRequestHead head) {
    if (head.path().length() > MAX_PATH_LENGTH) {
      throw ImageResizeException.invalid(
          "path", head.path(), "must have at most " + MAX_PATH_LENGTH + " characters");
    }
    int start = grammar.prefix().length();
    int slash = endOfOptions(head.path());
    GivenOptions given = inQuery(head.query());
    if (slash >= 0) {
      if (!given.isEmpty()) {
        throw ImageResizeException.invalid(
            "query", head.query(), "must hold no options where the path holds them");
      }
      given = new GivenOptions(policyOptions);
      OptionSpelling.PATH.read(head.path().substring(start, slash), given::take);
      start = slash + 1;
    }
    String source = SourcePath.decode(head.path().substring(start));
    return RequestTarget.of(head, grammar.prefix(), source, given);
  }

  Set<String> policyOptions() {
    return policyOptions;
  }

  /** The slash behind the options in a path with the prefix; -1 if the path holds none. */
  int endOfOptions(String path) {
    int start = grammar.prefix().length();
    int slash = path.indexOf('/', start);
    return slash > start && grammar.pathOptions() && isOptions(path.substring(start, slash))
        ? slash
        : -1;
  }

  private GivenOptions inQuery(String query) {
    if (query.isEmpty()) {
      return GivenOptions.NONE;
    }
    GivenOptions given = new GivenOptions(policyOptions);
    OptionSpelling.QUERY.read(
        query,
        (name, value) -> {
          if (!grammar.isIgnored(name)) {
            given.take(name, value);
          }
        });
    return given;
  }

  /** Whether a segment begins with the name of an option and an underscore. */
  private boolean isOptions(String segment) {
    int underscore = segment.indexOf('_');
    if (underscore < 1) {
      return false;
    }
    String name = segment.substring(0, underscore);
    return isOfGrammar(name) || policyOptions.contains(name);
  }

  private static boolean isOfGrammar(String name) {
    return ImageOptions.ofUrlName(name).isPresent() || name.equals(GivenOptions.DESCRIBE);
  }
}
