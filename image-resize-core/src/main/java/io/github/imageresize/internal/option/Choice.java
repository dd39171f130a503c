package io.github.imageresize.internal.option;

import io.github.imageresize.ImageResizeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of a few values, each with a word. */
public final class Choice<T> implements Grammar<T> {
  private final Map<T, String> words;
  private final Map<String, T> values;
  private final Function<T, Object> plain;
  private final @Nullable String open;
  private final Map<String, String> advice;

  private Choice(
      Map<T, String> words,
      Map<String, T> values,
      Function<T, Object> plain,
      @Nullable String open,
      Map<String, String> advice) {
    this.words = words;
    this.values = values;
    this.plain = plain;
    this.open = open;
    this.advice = advice;
  }

  /** The constants of an enum by words. */
  public static <T extends Enum<T>> Choice<T> of(Class<T> type, Function<T, String> word) {
    Map<T, String> words = new LinkedHashMap<>();
    Map<String, T> values = new HashMap<>();
    for (T value : type.getEnumConstants()) {
      words.put(value, word.apply(value));
      values.put(word.apply(value), value);
    }
    return new Choice<>(words, values, word::apply, null, Map.of());
  }

  /** Some of the same. */
  public Choice<T> only(Predicate<T> which) {
    Map<T, String> fewerWords = new LinkedHashMap<>(words);
    fewerWords.keySet().removeIf(which.negate());
    Map<String, T> fewerValues = new HashMap<>(values);
    fewerValues.values().removeIf(which.negate());
    return new Choice<>(fewerWords, fewerValues, plain, open, advice);
  }

  /** The same, with a word that leaves the choice open. */
  public Choice<T> orOpen(String word) {
    return new Choice<>(words, values, plain, word, advice);
  }

  /** The same, with values in JSON that are other than the words. */
  public Choice<T> withPlain(Function<T, Object> form) {
    return new Choice<>(words, values, form, open, advice);
  }

  /** The same, where another word is read for a value, too. */
  public Choice<T> withAlias(String word, T value) {
    Map<String, T> more = new HashMap<>(values);
    more.put(word, value);
    return new Choice<>(words, more, plain, open, advice);
  }

  /**
   * The same, where those who ask for a word that stands for nothing here are told what to do.
   *
   * @param text a clause, put in brackets behind the rule
   */
  public Choice<T> withAdvice(String word, String text) {
    Map<String, String> more = new HashMap<>(advice);
    more.put(word, text);
    return new Choice<>(words, values, plain, open, more);
  }

  @Override
  public T checked(String field, T value) {
    if (!words.containsKey(Objects.requireNonNull(value, field))) {
      throw ImageResizeException.invalid(field, value, rule());
    }
    return value;
  }

  @Override
  public @Nullable T read(String field, String text) {
    T value = values.get(text);
    if (value == null && !text.equals(open)) {
      throw ImageResizeException.invalid(field, text, rule() + advised(text));
    }
    return value;
  }

  @Override
  public String print(T value) {
    return Objects.requireNonNull(words.get(value));
  }

  @Override
  public Object plain(T value) {
    return plain.apply(value);
  }

  @Override
  public T ofPlain(String field, Object given) {
    for (T value : words.keySet()) {
      Object own = plain.apply(value);
      boolean equal =
          (own instanceof Number number && given instanceof Number other)
              ? number.doubleValue() == other.doubleValue()
              : own.equals(given);
      if (equal) {
        return value;
      }
    }
    T alias = given instanceof String text ? values.get(text) : null;
    if (alias == null) {
      List<String> known = words.keySet().stream().map(value -> "" + plain.apply(value)).toList();
      throw ImageResizeException.invalid(field, given, "must be " + listed(known) + advised(given));
    }
    return alias;
  }

  @Override
  public String values() {
    return String.join("|", words.values());
  }

  private String advised(Object given) {
    String text = given instanceof String word ? advice.get(word) : null;
    return text == null ? "" : " (" + text + ")";
  }

  private String rule() {
    List<String> all = new ArrayList<>(words.values());
    if (open != null) {
      all.add(open);
    }
    return "must be " + listed(all);
  }

  private static String listed(List<String> words) {
    StringBuilder text = new StringBuilder();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      text.append(text.length() == 0 ? "" : rest.hasNext() ? ", " : " or ").append(word);
    }
    return text.toString();
  }
}
