package io.github.imageresize.internal.option;

/**
 * A text that keeps a rule.
 *
 * @param rule gives the text back, or refuses it by its field's name
 * @param values the rule in few words
 */
public record Text(Rule rule, String values) implements Grammar<String> {

  /** Checks a text. */
  @FunctionalInterface
  public interface Rule {
    /** The text, or an exception with {@code INVALID_REQUEST}. */
    String checked(String field, String text);
  }

  @Override
  public String checked(String field, String value) {
    return rule.checked(field, value);
  }

  @Override
  public String read(String field, String text) {
    return rule.checked(field, text);
  }

  @Override
  public String print(String value) {
    return value;
  }
}
