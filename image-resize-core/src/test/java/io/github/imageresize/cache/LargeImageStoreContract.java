package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link LargeImageStore} does. An implementation's test inherits it. */
public abstract class LargeImageStoreContract {
  private static final String NAME = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
  private static final String OTHER = "uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek";

  /**
   * The store under test.
   *
   * @return the same store at each call within a test; it has nothing under the names above
   */
  protected abstract LargeImageStore store();

  @Test
  void givesBackWhatWasWritten() {
    byte[] image = bytes(6 << 20);

    store().write(NAME, ByteBuffer.wrap(image).asReadOnlyBuffer());

    assertThat(store().read(NAME, image.length).orElseThrow()).isEqualTo(image);
    assertThat(store().read(OTHER, image.length)).isEmpty();
  }

  @Test
  void writesWhatIsInABufferBetweenItsPositionAndItsLimit() {
    byte[] image = bytes(1000);

    store().write(NAME, ByteBuffer.wrap(image, 100, 50));

    assertThat(store().read(NAME, 50).orElseThrow()).containsExactly(range(image, 100, 150));
  }

  @Test
  void givesNothingThatHasAnotherLength() {
    store().write(NAME, ByteBuffer.wrap(bytes(1000)));

    assertThat(store().read(NAME, 999)).isEmpty();
    assertThat(store().read(NAME, 1001)).isEmpty();
  }

  @Test
  void keepsAnImageThatIsWrittenAgain() {
    store().write(NAME, ByteBuffer.wrap(bytes(1000)));
    store().write(NAME, ByteBuffer.wrap(bytes(1000)));

    assertThat(store().read(NAME, 1000).orElseThrow()).isEqualTo(bytes(1000));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static byte[] range(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
