package io.github.imageresize.examples;

/** Runs one of the examples, by name. */
public final class Main {
  private Main() {}

  /** Prints which examples there are. */
  public static void main(String[] arguments) {
    System.out.println("No examples yet.");
  }
}
