package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much a client likes each image format: the qualities of an {@code Accept} field (RFC 9110,
 * section 12.5.1). The most specific range decides; elements that are not well formed are ignored.
 */
final class AcceptHeader {
  private static final int FULL_QUALITY = 1000;
  private static final int MALFORMED = -1;
  private static final int MOST_DECIMALS = 3;

  private final Map<String, Integer> weights = new HashMap<>();

  private AcceptHeader() {}

  /** Reads the field; an empty one accepts everything, as a missing one does. */
  static AcceptHeader parse(String field) {
    AcceptHeader accept = new AcceptHeader();
    if (field.isBlank()) {
      accept.weights.put("*/*", FULL_QUALITY);
      return accept;
    }
    FieldElements.split(field, ',').forEach(accept::element);
    return accept;
  }

  /** The quality of a format in thousandths; 0 if it is not acceptable. */
  int quality(ImageFormat format) {
    int anything = weights.getOrDefault("*/*", 0);
    int anyImage = weights.getOrDefault("image/*", anything);
    return weights.getOrDefault(format.mediaType(), anyImage);
  }

  /** Whether the client wants the format and says so by its name, not by a wildcard. */
  boolean names(ImageFormat format) {
    return weights.getOrDefault(format.mediaType(), 0) > 0;
  }

  private void element(String element) {
    List<String> parts = FieldElements.split(element, ';');
    if (parts.isEmpty()) {
      return;
    }
    int weight = weight(parts.subList(1, parts.size()));
    if (weight != MALFORMED) {
      weights.put(parts.get(0).toLowerCase(Locale.ROOT), weight);
    }
  }

  private static int weight(List<String> parameters) {
    for (String parameter : parameters) {
      if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
        return thousandths(parameter.substring(2));
      }
    }
    return FULL_QUALITY;
  }

  /** Reads {@code 0}, {@code 1}, or either with up to three decimals. */
  private static int thousandths(String text) {
    boolean wellFormed =
        !text.isEmpty()
            && (text.charAt(0) == '0' || text.charAt(0) == '1')
            && (text.length() == 1 || text.charAt(1) == '.')
            && text.length() <= 2 + MOST_DECIMALS;
    if (!wellFormed) {
      return MALFORMED;
    }
    int value = text.charAt(0) - '0';
    for (int i = 2; i < 2 + MOST_DECIMALS; i++) {
      int digit = i < text.length() ? text.charAt(i) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      value = value * 10 + digit;
    }
    return value > FULL_QUALITY ? MALFORMED : value;
  }
}
