package io.github.imageresize.http;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.internal.argument.Require;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values each option may have, in their canonical spelling. An option that is not opened may
 * have its default alone, which every option may. Immutable.
 */
final class AllowedValues {
  static final AllowedValues DEFAULTS_ONLY = new AllowedValues(Map.of());

  /** Every value that the grammar has. */
  private static final Set<String> ANY = Set.of("any");

  private final Map<ImageOption<?>, Set<String>> values;

  private AllowedValues(Map<ImageOption<?>, Set<String>> values) {
    this.values = values;
  }

  /**
   * The option that a host names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static ImageOption<?> named(String urlName) {
    return ImageOptions.ofUrlName(urlName)
        .orElseThrow(
            () ->
                Require.violation(
                    "option", "be one of " + String.join(", ", ImageOptions.urlNames()), urlName));
  }

  AllowedValues withAny(ImageOption<?> option) {
    return with(option, ANY);
  }

  /** Opens an option for values in the grammar of URLs. */
  AllowedValues withText(ImageOption<?> option, String... allowed) {
    Set<String> canonical = new LinkedHashSet<>();
    for (String value : allowed) {
      canonical.add(option.canonical(value).orElse(""));
    }
    return with(option, canonical);
  }

  private AllowedValues with(ImageOption<?> option, Set<String> allowed) {
    Require.notEmpty(option.urlName(), allowed);
    Map<ImageOption<?>, Set<String>> more = new HashMap<>(values);
    more.put(option, allowed);
    return new AllowedValues(more);
  }

  boolean isOpen(ImageOption<?> option) {
    return values.containsKey(option);
  }

  /** What is wrong with an option of a request, for the public; empty if nothing is. */
  Optional<String> objection(ImageOption<?> option, ImageRequest request) {
    @Nullable String value = option.print(request).orElse(null);
    Set<String> allowed = values.getOrDefault(option, Set.of());
    if (value == null || allowed == ANY || allowed.contains(value)) {
      return Optional.empty();
    }
    Set<String> named = new LinkedHashSet<>(allowed);
    named.remove("");
    return Optional.of(
        named.isEmpty()
            ? closed(option)
            : option.urlName() + " must be " + listed(named) + ", but is " + value + ".");
  }

  static String closed(ImageOption<?> option) {
    return "The option " + option.urlName() + " is not allowed here.";
  }

  /** Values in a sentence: {@code a, b or c}. */
  static String listed(Collection<String> values) {
    StringBuilder text = new StringBuilder();
    Iterator<String> rest = values.iterator();
    while (rest.hasNext()) {
      String value = rest.next();
      text.append(text.length() == 0 ? "" : rest.hasNext() ? ", " : " or ").append(value);
    }
    return text.toString();
  }
}
