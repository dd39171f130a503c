package io.github.imageresize.lambda;

import io.github.imageresize.http.Presets;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.internal.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the environment says of the function that answers HTTP requests, beyond {@link
 * FunctionSettings}. A setting that is wrong stops the function when it starts.
 *
 * @param prefix what the paths of images begin with
 * @param sizes who may ask for which size
 * @param descriptions whether {@code describe=true} is answered
 */
record HttpSettings(String prefix, SizePolicy sizes, boolean descriptions) {
  private static final String SIGNING_KEYS = "SIGNING_KEYS";
  private static final String WIDTHS = "WIDTHS";
  private static final String PRESETS = "PRESETS";
  private static final String DESCRIPTIONS = "DESCRIPTIONS";

  static HttpSettings of(Map<String, String> environment) {
    List<SizePolicy> policies = new ArrayList<>();
    List<String> keys = words(environment, SIGNING_KEYS);
    if (!keys.isEmpty()) {
      policies.add(signed(keys));
    }
    List<String> widths = words(environment, WIDTHS);
    if (!widths.isEmpty()) {
      policies.add(widths(widths));
    }
    List<String> presets = words(environment, PRESETS);
    if (!presets.isEmpty()) {
      policies.add(presets(presets));
    }
    SizePolicy sizes =
        policies.stream()
            .reduce(SizePolicy::or)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "who may ask for which size must be decided: set SIGNING_KEYS to ID:HEX,"
                            + " WIDTHS to such as 320 640, or PRESETS to such as"
                            + " thumb=w=200&h=200"));
    String prefix = environment.getOrDefault("URL_PREFIX", "");
    String descriptions = environment.getOrDefault(DESCRIPTIONS, "");
    Require.that(
        descriptions.matches("|true|false"), DESCRIPTIONS, "be true or false", descriptions);
    return new HttpSettings(
        prefix.isEmpty() ? "/images/" : prefix, sizes, descriptions.equals("true"));
  }

  private static SizePolicy signed(List<String> keys) {
    try {
      return SizePolicy.signed(keys.stream().map(SigningKey::parse).toArray(SigningKey[]::new));
    } catch (IllegalArgumentException wrong) {
      throw named(SIGNING_KEYS, wrong);
    }
  }

  private static SizePolicy widths(List<String> widths) {
    for (String width : widths) {
      Require.that(
          width.matches("[1-9][0-9]{0,4}"), WIDTHS, "be whole numbers from 1 to 65535", width);
    }
    try {
      return SizePolicy.widths(widths.stream().mapToInt(Integer::parseInt).toArray());
    } catch (IllegalArgumentException wrong) {
      throw named(WIDTHS, wrong);
    }
  }

  private static SizePolicy presets(List<String> presets) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String preset : presets) {
      int equals = preset.indexOf('=');
      Require.that(equals >= 0, PRESETS, "be such as thumb=w=200&h=200", preset);
      String name = preset.substring(0, equals);
      String before = options.put(name, preset.substring(equals + 1));
      Require.that(before == null, PRESETS, "differ in their names", name + " twice");
    }
    try {
      return Presets.of(options);
    } catch (IllegalArgumentException wrong) {
      throw named(PRESETS, wrong);
    }
  }

  private static IllegalArgumentException named(String variable, IllegalArgumentException wrong) {
    return new IllegalArgumentException(
        variable + ", separated by spaces: " + wrong.getMessage(), wrong);
  }

  private static List<String> words(Map<String, String> environment, String variable) {
    return Arrays.stream(environment.getOrDefault(variable, "").strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
