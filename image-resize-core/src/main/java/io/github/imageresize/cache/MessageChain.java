package io.github.imageresize.cache;

import java.util.StringJoiner;

/** A failure and its causes in one line, for logs that shall not hold a stack trace. */
final class MessageChain {
  /** More causes than this tell nothing new; also, a chain may be a ring. */
  private static final int LONGEST = 10;

  private MessageChain() {}

  /** Class and message of a failure and each of its causes, the outermost first. */
  static String of(Throwable failure) {
    StringJoiner chain = new StringJoiner(", caused by ");
    Throwable next = failure;
    for (int i = 0; i < LONGEST && next != null; i++) {
      chain.add(next.toString().replaceAll("\\s*\\R\\s*", " "));
      next = next.getCause();
    }
    return chain.toString();
  }
}
