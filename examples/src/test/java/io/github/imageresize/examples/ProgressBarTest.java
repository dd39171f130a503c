package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter terminal = new StringWriter();

  private String drawn(int total, int done) {
    terminal.getBuffer().setLength(0);
    new ProgressBar(new PrintWriter(terminal), total).draw(done);
    return terminal.toString();
  }

  @Test
  void fillsAsTheWorkGoes() {
    assertThat(drawn(4, 0)).isEqualTo("\r[" + ".".repeat(30) + "] 0/4");
    assertThat(drawn(4, 2)).isEqualTo("\r[" + "#".repeat(15) + ".".repeat(15) + "] 2/4");
    assertThat(drawn(4, 4)).isEqualTo("\r[" + "#".repeat(30) + "] 4/4");
  }

  @Test
  void holdsForNothingToDoAndForMoreThanAnyoneHas() {
    assertThat(drawn(0, 0)).endsWith("] 0/0");
    assertThat(drawn(Integer.MAX_VALUE, Integer.MAX_VALUE)).contains("[" + "#".repeat(30) + "]");
  }

  @Test
  void printsNothingWhereThereIsNoTerminal() {
    ProgressBar none = new ProgressBar(null, 3);
    none.draw(1);
    none.erase();

    assertThat(none.isShown()).isFalse();
  }
}
