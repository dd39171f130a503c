package io.github.imageresize.examples.urls;

import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import java.util.List;

/**
 * Who may ask for what, and what a page needs to know of it.
 *
 * @param allowed what may be asked for, signed or not
 * @param isAny whether that is everything
 * @param widths the widths that may be asked for by themselves; empty if none or any
 * @param presets the names of presets; empty if there are none
 * @param keys the keys of which one must have signed a URL; empty if none need be signed
 * @param policy decides with all of that
 */
public record Access(
    SizePolicy allowed,
    boolean isAny,
    List<Integer> widths,
    List<String> presets,
    List<SigningKey> keys,
    SizePolicy policy) {

  /** Copies the lists. */
  public Access {
    widths = List.copyOf(widths);
    presets = List.copyOf(presets);
    keys = List.copyOf(keys);
  }
}
