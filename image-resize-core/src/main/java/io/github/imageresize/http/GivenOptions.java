package io.github.imageresize.http;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options that a URL holds, decoded: those of the grammar, those of a policy, and the one that
 * asks for a description. Strict: an option that is unknown or given twice is an error, so that no
 * two spellings of a mistake fill a cache.
 */
final class GivenOptions {
  /** The option that asks what the original is, in the place of an image of it. */
  static final String DESCRIBE = "describe";

  static final GivenOptions NONE = new GivenOptions(Set.of());

  private static final String YES = "true";

  private final Set<String> policyOptions;
  private final Map<ImageOption<?>, String> ofGrammar = new LinkedHashMap<>();
  private final Map<String, String> ofPolicy = new HashMap<>();
  private boolean description;

  GivenOptions(Set<String> policyOptions) {
    this.policyOptions = policyOptions;
  }

  /**
   * Takes an option, name and value percent-encoded.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} for one that is unknown, comes twice,
   *     or is not well encoded
   */
  void take(String encodedName, String encodedValue) {
    String name = PercentEncoding.decode("option", encodedName);
    String value = PercentEncoding.decode(name, encodedValue);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw ImageResizeException.invalid(name, value, "must not hold control characters");
    }
    Optional<ImageOption<?>> option = ImageOptions.ofUrlName(name);
    boolean second;
    if (option.isPresent()) {
      second = ofGrammar.put(option.get(), value) != null;
    } else if (name.equals(DESCRIBE)) {
      if (!value.equals(YES)) {
        throw ImageResizeException.invalid(DESCRIBE, value, "must be " + YES);
      }
      second = description;
      description = true;
    } else if (policyOptions.contains(name)) {
      second = ofPolicy.put(name, value) != null;
    } else {
      throw ImageResizeException.invalid("option", name, "must be one of " + known());
    }
    if (second) {
      throw ImageResizeException.invalid("option", name, "must not be given more than once");
    }
  }

  boolean isEmpty() {
    return ofGrammar.isEmpty() && ofPolicy.isEmpty() && !description;
  }

  /** Whether a description is asked for. */
  boolean isDescription() {
    return description;
  }

  /** The values of the options of the grammar. */
  Map<ImageOption<?>, String> ofGrammar() {
    return ofGrammar;
  }

  /** The values of the options of the policy, by name. */
  Map<String, String> ofPolicy() {
    return ofPolicy;
  }

  /** All options by name, in the order of names. */
  SortedMap<String, String> byName() {
    SortedMap<String, String> all = new TreeMap<>(ofPolicy);
    ofGrammar.forEach((option, value) -> all.put(option.urlName(), value));
    if (description) {
      all.put(DESCRIBE, YES);
    }
    return all;
  }

  /**
   * Hands the values of the grammar's options to a request.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} that names the option and its rule,
   *     or one that says nothing beside {@code describe}
   */
  void applyTo(ImageRequest.Builder request) {
    ofGrammar.forEach(
        (option, value) -> {
          if (description && option != ImageOptions.VERSION) {
            throw ImageResizeException.invalid(
                option.urlName(), value, "must be left out beside " + DESCRIBE);
          }
          option.read(request, option.urlName(), value);
        });
  }

  private String known() {
    StringBuilder names = new StringBuilder(String.join(", ", ImageOptions.urlNames()));
    names.append(", ").append(DESCRIBE);
    policyOptions.stream().sorted().forEach(name -> names.append(", ").append(name));
    return names.toString();
  }
}
