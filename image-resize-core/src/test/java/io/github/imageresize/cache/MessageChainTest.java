package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MessageChainTest {
  @Test
  void namesAFailureAndItsCausesInOneLine() {
    Throwable failure =
        new IllegalStateException(
            "the pool is\n  exhausted", new IOException("refused", new InterruptedException()));

    assertThat(MessageChain.of(failure))
        .isEqualTo(
            "java.lang.IllegalStateException: the pool is exhausted,"
                + " caused by java.io.IOException: refused,"
                + " caused by java.lang.InterruptedException");
  }

  @Test
  void endsWhereCausesAreARing() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);

    assertThat(MessageChain.of(one)).startsWith("java.lang.Exception: one").hasSizeLessThan(1000);
  }
}
