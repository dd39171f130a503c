package io.github.imageresize.springboot;

import java.util.function.Supplier;

/** The application can't start as it is set; tells what to set. */
final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * A setting that is missing or wrong.
   *
   * @param problem what is wrong
   * @param action what would be right
   */
  SettingException(String problem, String action) {
    super(problem);
    this.action = action;
  }

  private SettingException(String property, IllegalArgumentException cause) {
    super(property + " is set wrongly: " + cause.getMessage(), cause);
    this.action = "Correct " + property + ".";
  }

  /** What would be right. */
  String action() {
    return action;
  }

  /** Gives what is made of settings, and names the property where the value breaks a rule. */
  static <T> T naming(String property, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException broken) {
      throw new SettingException(property, broken);
    }
  }
}
