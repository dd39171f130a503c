package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a client says of its screen and of its purse: {@code Sec-CH-DPR}, {@code Sec-CH-Width}
 * (Responsive Image Client Hints) and {@code Save-Data}. A hint counts only where the URL leaves
 * its option open, and is brought to few values, so that no more images are made than pages could
 * ask for anyway.
 */
final class ClientHints {
  static final String DENSITY = "Sec-CH-DPR";
  static final String WIDTH = "Sec-CH-Width";
  static final String SAVE_DATA = "Save-Data";
  static final List<String> FIELDS = List.of(DENSITY, WIDTH, SAVE_DATA);

  private static final double[] DENSITIES = {1, 1.5, 2, 3};
  private static final int WIDTH_STEP = 160;
  private static final int MOST_WIDTH = 3840;
  private static final int THRIFTY_QUALITY = 50;

  private ClientHints() {}

  /** The target with what the hints add to its request; the same one if they add nothing. */
  static RequestTarget applied(RequestTarget target) {
    ImageRequest asked = target.request();
    ImageRequest.Builder hinted = asked.toBuilder();
    boolean box = asked.width().isPresent() || asked.height().isPresent();
    boolean thrifty = target.field(SAVE_DATA).filter("on"::equals).isPresent();
    if (thrifty) {
      if (asked.quality().isEmpty()) {
        hinted.quality(THRIFTY_QUALITY);
      }
    } else if (box && asked.devicePixelRatio() == 1) {
      number(target, DENSITY).map(ClientHints::density).ifPresent(hinted::devicePixelRatio);
    }
    if (!box) {
      number(target, WIDTH).map(ClientHints::width).ifPresent(hinted::width);
    }
    ImageRequest result = hinted.build();
    return result.equals(asked) ? target : target.withRequest(result);
  }

  private static Optional<Double> number(RequestTarget target, String field) {
    return target
        .field(field)
        .filter(text -> text.matches("[0-9]{1,5}(\\.[0-9]{1,6})?"))
        .map(Double::valueOf)
        .filter(number -> number > 0);
  }

  private static double density(double said) {
    for (double step : DENSITIES) {
      if (step >= said) {
        return step;
      }
    }
    return DENSITIES[DENSITIES.length - 1];
  }

  private static int width(double said) {
    int steps = (int) Math.ceil(said / WIDTH_STEP);
    return Math.min(MOST_WIDTH, steps * WIDTH_STEP);
  }
}
