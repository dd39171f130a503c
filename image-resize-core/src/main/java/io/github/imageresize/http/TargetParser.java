package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the path and the query of a URL. The grammar is strict: an option that is unknown, given
 * twice, or empty is an error, so that no two spellings of a mistake fill a cache.
 */
final class TargetParser {
  private static final int MAX_QUERY_LENGTH = 2048;

  private final String prefix;
  private final Set<String> policyOptions;

  TargetParser(String prefix, Set<String> policyOptions) {
    for (String name : policyOptions) {
      if (ImageOption.ofLabel(name) != null) {
        throw new IllegalArgumentException(
            "the size policy's option " + name + " must not be one of the grammar's");
      }
    }
    this.prefix = prefix;
    this.policyOptions = Set.copyOf(policyOptions);
  }

  /**
   * Reads a URL whose path begins with the prefix.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names the option, or {@code
   *     SOURCE_NOT_FOUND} for a path that can't name a file
   */
  RequestTarget parse(String path, String query) {
    ImageRequest.Builder request =
        ImageRequest.builder(SourcePath.decode(path.substring(prefix.length())));
    Map<String, String> own = query.isEmpty() ? Map.of() : options(query, request);
    return new RequestTarget(path, query, request.build(), own);
  }

  private Map<String, String> options(String query, ImageRequest.Builder request) {
    if (query.length() > MAX_QUERY_LENGTH) {
      throw ImageResizeException.invalid(
          "query", query, "must have at most " + MAX_QUERY_LENGTH + " characters");
    }
    EnumSet<ImageOption> given = EnumSet.noneOf(ImageOption.class);
    Map<String, String> own = policyOptions.isEmpty() ? Map.of() : new HashMap<>();
    int start = 0;
    while (start <= query.length()) {
      int ampersand = query.indexOf('&', start);
      int end = ampersand < 0 ? query.length() : ampersand;
      int equals = query.indexOf('=', start);
      boolean hasValue = equals >= 0 && equals < end;
      String name =
          PercentEncoding.decode("option", query.substring(start, hasValue ? equals : end));
      String value = hasValue ? PercentEncoding.decode(name, query.substring(equals + 1, end)) : "";
      ImageOption option = ImageOption.ofLabel(name);
      if (option != null) {
        if (!given.add(option)) {
          throw repeated(name);
        }
        apply(option, value, request);
      } else if (!policyOptions.contains(name)) {
        throw ImageResizeException.invalid("option", name, "must be one of " + known());
      } else if (own.putIfAbsent(name, value) != null) {
        throw repeated(name);
      }
      start = end + 1;
    }
    return own;
  }

  private static void apply(ImageOption option, String value, ImageRequest.Builder request) {
    try {
      option.apply(request, value);
    } catch (ImageResizeException broken) {
      if (broken.publicMessage().startsWith(option.label() + " ")) {
        throw broken;
      }
      String message = option.label() + ": " + broken.publicMessage();
      throw new ImageResizeException(Reason.INVALID_REQUEST, message, broken)
          .withPublicMessage(message);
    }
  }

  private static ImageResizeException repeated(String name) {
    return ImageResizeException.invalid("option", name, "must not be given more than once");
  }

  private String known() {
    StringBuilder names = new StringBuilder();
    for (ImageOption option : ImageOption.values()) {
      names.append(names.length() == 0 ? "" : ", ").append(option.label());
    }
    policyOptions.stream().sorted().forEach(name -> names.append(", ").append(name));
    return names.toString();
  }
}
