package io.github.imageresize.internal.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Deadline;
import org.junit.jupiter.api.Test;

class EndOfBlockRunTest {
  private final TokenStream tokens = new TokenStream(1);
  private final EndOfBlockRun run = new EndOfBlockRun(tokens);

  @Test
  void isNothingWithoutBlocks() {
    run.end();

    assertThat(tokens.frequencies(0)).containsOnly(0);
  }

  @Test
  void standsForAtMost32767BlocksByOneSymbol() {
    for (int i = 0; i < 32_767 + 5_000; i++) {
      run.addBlock();
    }
    run.end();

    int[] symbols = tokens.frequencies(0);
    assertThat(symbols[0xE0]).as("of 16384..32767 blocks").isEqualTo(1);
    assertThat(symbols[0xC0]).as("of 4096..8191 blocks").isEqualTo(1);
    assertThat(symbols).contains(0);
    assertThat(sum(symbols)).isEqualTo(2);
  }

  @Test
  void endsBeforeCorrectionBitsOutgrowTheirRoom() {
    for (int i = 0; i < 16; i++) {
      CorrectionBits bits = new CorrectionBits(63);
      for (int k = 0; k < 63; k++) {
        bits.add(k);
      }
      run.addBlock(bits);
      assertThat(bits.count()).isZero();
    }
    run.end();

    int[] symbols = tokens.frequencies(0);
    assertThat(symbols[0x30]).as("of 8..15 blocks").isEqualTo(1);
    assertThat(symbols[0x00]).as("of one block").isEqualTo(1);
    assertThat(sum(symbols)).isEqualTo(2);
  }

  @Test
  void isFollowedByTheCorrectionBitsOfItsBlocksInTheirOrder() {
    CorrectionBits bits = new CorrectionBits(63);
    addBits(bits, "101");
    run.addBlock(bits);
    addBits(bits, "0110111100000000000001");
    run.addBlock(bits);
    run.end();
    // One code of one bit, 0, for the run of two blocks, whose remainder of one bit is 0.
    JpegOutput out = new JpegOutput();
    tokens.writeTo(out, new HuffmanCode[] {HuffmanCode.of(tokens.frequencies(0))}, Deadline.NONE);
    out.align();

    StringBuilder written = new StringBuilder();
    for (byte value : out.toByteArray()) {
      written.append(Integer.toBinaryString(value & 0xFF | 0x100).substring(1));
    }
    assertThat(written).hasToString("00" + "101" + "0110111100000000000001" + "11111");
  }

  private static void addBits(CorrectionBits bits, String values) {
    values.chars().forEach(bits::add);
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}
