package io.github.imageresize.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every image source promises. A subclass gives a source and the means to fill it. */
public abstract class ImageSourceContract {
  protected static final long ROOMY = 1 << 20;

  /** The source under test; always the same one within a test. */
  protected abstract ImageSource source();

  /** Puts an original where the source reads from, in place of any earlier one. */
  protected abstract void put(String path, byte[] bytes) throws Exception;

  /** Removes an original from where the source reads from. */
  protected abstract void remove(String path) throws Exception;

  @Test
  void readsAnOriginalWhole() throws Exception {
    byte[] original = bytes(100_000);
    put("photo.jpg", original);

    assertThat(source().read("photo.jpg", ROOMY).bytes()).isEqualTo(original);
  }

  @Test
  void asksForNoVersionPastTheDeadline() throws Exception {
    put("late.jpg", bytes(10));
    AtomicLong nanos = new AtomicLong();
    Deadline late = Deadline.after(Duration.ofSeconds(1), Deadline.monotonic(nanos::get));
    assertThat(source().version("late.jpg", late)).isEqualTo(source().version("late.jpg"));

    nanos.addAndGet(1_000_000_000);

    assertFails(Reason.TIMEOUT, () -> source().version("late.jpg", late));
  }

  @Test
  void readsAnEmptyOriginal() throws Exception {
    put("empty.jpg", new byte[0]);

    assertThat(source().read("empty.jpg", ROOMY).bytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b/c/deep.jpg",
        "with space.jpg",
        "plus+and%percent.jpg",
        "%2e%2e%2fnot-decoded-again.jpg",
        "question?and#hash.jpg",
        "semi;colon=equals&ampersand.jpg",
        "..two-leading-dots.jpg",
        "[brackets]{braces}'quote'.jpg"
      })
  void takesANameAsItIs(String path) throws Exception {
    put(path, bytes(10));

    assertThat(source().read(path, ROOMY).bytes()).isEqualTo(bytes(10));
    assertThat(source().version(path)).isEqualTo(source().read(path, ROOMY).version());
  }

  @Test
  void tellsTheVersionThatItReads() throws Exception {
    put("photo.jpg", bytes(10));

    assertThat(source().version("photo.jpg"))
        .isNotEmpty()
        .isEqualTo(source().read("photo.jpg", ROOMY).version());
  }

  @Test
  void tellsAnotherVersionOfOtherBytes() throws Exception {
    put("photo.jpg", bytes(10));
    String before = source().version("photo.jpg");
    put("photo.jpg", bytes(11));

    assertThat(source().version("photo.jpg")).isNotEqualTo(before);
    assertThat(source().read("photo.jpg", ROOMY).version()).isNotEqualTo(before);
  }

  @Test
  void doesNotFindWhatIsNotThere() throws Exception {
    put("photo.jpg", bytes(10));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read("other.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().version("other.jpg"));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read("none/photo.jpg", ROOMY));
  }

  @Test
  void doesNotFindWhatWasRemoved() throws Exception {
    put("photo.jpg", bytes(10));
    assertThat(source().read("photo.jpg", ROOMY).bytes()).hasSize(10);
    remove("photo.jpg");

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read("photo.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().version("photo.jpg"));
  }

  @Test
  void refusesAnOriginalWithMoreBytesThanAllowed() throws Exception {
    put("photo.jpg", bytes(1000));

    assertThat(source().read("photo.jpg", 1000).bytes()).hasSize(1000);
    assertFails(Reason.SOURCE_TOO_LARGE, () -> source().read("photo.jpg", 999));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "../photo.jpg",
        "folder/../../photo.jpg",
        "folder/../photo.jpg",
        "./photo.jpg",
        "/photo.jpg",
        "//photo.jpg",
        "folder//photo.jpg",
        "photo.jpg/",
        "folder/",
        "..\\photo.jpg",
        "folder\\photo.jpg",
        "photo.jpg\0.png",
        "photo\n.jpg"
      })
  void findsNothingUnderAPathThatIsNoPlainName(String path) throws Exception {
    put("photo.jpg", bytes(10));
    put("folder/photo.jpg", bytes(10));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read(path, ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().version(path));
  }

  @Test
  void doesNotFindAFolder() throws Exception {
    put("folder/photo.jpg", bytes(10));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read("folder", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().version("folder"));
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    for (int i = 0; i < 8; i++) {
      put("photo-" + i + ".jpg", bytes(1000 + i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<byte[]>> reads = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String path = "photo-" + i % 8 + ".jpg";
        reads.add(() -> source().read(path, ROOMY).bytes());
      }
      List<Future<byte[]>> results = threads.invokeAll(reads);
      for (int i = 0; i < 64; i++) {
        assertThat(results.get(i).get()).isEqualTo(bytes(1000 + i % 8));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Asserts that an action fails for a reason. */
  protected static void assertFails(Reason reason, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ImageResizeException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  /** Bytes that no two lengths have in common. */
  protected static byte[] bytes(int length) {
    StringBuilder text = new StringBuilder(length + 8);
    IntStream.iterate(length, i -> text.length() < length, i -> i + 1)
        .forEach(i -> text.append(Integer.toString(i, 36)));
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }
}
