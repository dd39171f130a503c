package io.github.imageresize.springboot;

import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One original that is read as soon as the test lets it, and who read it. */
final class HeldSource implements ImageSource {
  private final byte[] beach;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Thread reader;

  HeldSource() {
    try {
      beach = Originals.beach();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public SourceImage read(String path, ReadAllowance allowance) {
    reader = Thread.currentThread();
    asked.countDown();
    await(released);
    return SourceImage.wrap(beach, "1");
  }

  @Override
  public String version(String path) {
    return "1";
  }

  void awaitAsked() {
    await(asked);
  }

  void release() {
    released.countDown();
  }

  /** Whether a virtual thread read the original; on a JDK that has none, no. */
  boolean readByVirtualThread() throws ReflectiveOperationException {
    return Runtime.version().feature() >= 21
        && (boolean) Thread.class.getMethod("isVirtual").invoke(reader);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing happened in 30 s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
