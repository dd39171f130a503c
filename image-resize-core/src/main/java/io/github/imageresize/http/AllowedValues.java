package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import java.util.Collection;
import java.util.EnumMap;
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
  static final AllowedValues DEFAULTS_ONLY = new AllowedValues(new EnumMap<>(ImageOption.class));

  /** Every value that the grammar has. */
  private static final Set<String> ANY = Set.of("any");

  private final Map<ImageOption, Set<String>> values;

  private AllowedValues(Map<ImageOption, Set<String>> values) {
    this.values = values;
  }

  AllowedValues withAny(ImageOption option) {
    return with(option, ANY);
  }

  /** Opens an option for values in the grammar of URLs. */
  AllowedValues withText(ImageOption option, String... allowed) {
    Set<String> canonical = new LinkedHashSet<>();
    for (String value : allowed) {
      canonical.add(canonical(option, value));
    }
    return with(option, canonical);
  }

  private AllowedValues with(ImageOption option, Set<String> allowed) {
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException(option.label() + " must have at least one value");
    }
    EnumMap<ImageOption, Set<String>> more = new EnumMap<>(ImageOption.class);
    more.putAll(values);
    more.put(option, allowed);
    return new AllowedValues(more);
  }

  /** The canonical spelling of a value; empty for the option's default. */
  private static String canonical(ImageOption option, String value) {
    ImageRequest.Builder request = ImageRequest.builder("any");
    option.apply(request, value);
    String text = option.print(request.build());
    return text == null ? "" : text;
  }

  boolean isOpen(ImageOption option) {
    return values.containsKey(option);
  }

  /** What is wrong with an option of a request, for the public; empty if nothing is. */
  Optional<String> objection(ImageOption option, ImageRequest request) {
    @Nullable String value = option.print(request);
    Set<String> allowed = values.getOrDefault(option, Set.of());
    if (value == null || allowed == ANY || allowed.contains(value)) {
      return Optional.empty();
    }
    Set<String> named = new LinkedHashSet<>(allowed);
    named.remove("");
    return Optional.of(
        named.isEmpty()
            ? closed(option)
            : option.label() + " must be " + listed(named) + ", but is " + value + ".");
  }

  static String closed(ImageOption option) {
    return "The option " + option.label() + " is not allowed here.";
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
