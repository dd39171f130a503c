package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine for tests of caching: each image names the version of the source that it was made of,
 * and the test says how long making one takes and how it fails. Thread-safe.
 */
public final class ScriptedEngine implements ResizeService {
  private final AtomicInteger resizes = new AtomicInteger();
  private final AtomicInteger versionChecks = new AtomicInteger();
  private final AtomicInteger interrupts = new AtomicInteger();
  private volatile String version = "v1";
  private volatile @Nullable String untrueVersion;
  private volatile Runnable whileResizing = () -> {};
  private volatile boolean versionKnown = true;
  private volatile boolean provisional;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable RuntimeException versionFailure;
  private volatile CountDownLatch begun = new CountDownLatch(1);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Sets the source's present version. */
  public void version(String value) {
    version = value;
  }

  /** Lets images name their version, but never the source its own. */
  public void hideVersion() {
    versionKnown = false;
  }

  /** Lets the source name a version that its images never have. */
  public void lieAboutVersion(String value) {
    untrueVersion = value;
  }

  /** Sets what happens after the next resize has read its source. */
  public void whileResizing(Runnable action) {
    whileResizing = action;
  }

  /** Marks images made from now on as provisional, or not. */
  public void provisional(boolean value) {
    provisional = value;
  }

  /** Lets resizing fail, or with null succeed again. */
  public void fail(@Nullable Throwable value) {
    failure = value;
  }

  /** Lets asking for the version fail, or with null succeed again. */
  public void failVersion(@Nullable RuntimeException value) {
    versionFailure = value;
  }

  /** Holds every resize, after it has read its source, until {@link #release()}. */
  public void hold() {
    begun = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  /** Lets held resizes end. */
  public void release() {
    gate.countDown();
  }

  /** Waits until a resize is held. */
  public void awaitHeld() throws InterruptedException {
    if (!begun.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no resize began in time");
    }
  }

  /** How many resizes began. */
  public int resizes() {
    return resizes.get();
  }

  /** How many held resizes were interrupted. */
  public int interrupts() {
    return interrupts.get();
  }

  /** How often the source was asked for its version. */
  public int versionChecks() {
    return versionChecks.get();
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    resizes.incrementAndGet();
    String read = version;
    Throwable failing = failure;
    begun.countDown();
    Runnable action = whileResizing;
    whileResizing = () -> {};
    action.run();
    try {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("a resize was never released");
      }
    } catch (InterruptedException interrupted) {
      interrupts.incrementAndGet();
      Thread.currentThread().interrupt();
      throw new ImageResizeException(
          ImageResizeException.Reason.TIMEOUT, "interrupted", interrupted);
    }
    if (failing != null) {
      throw ScriptedEngine.<RuntimeException>sneaky(failing);
    }
    byte[] bytes = ("image of " + read).getBytes(StandardCharsets.UTF_8);
    ResizedImage image =
        ResizedImage.wrap(bytes, ImageFormat.PNG, 3, 2, read, ResizedImage.Origin.LOCAL);
    return provisional ? image.asProvisional() : image;
  }

  /** Throws whatever it is, checked exceptions too, as code in other languages may. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    versionChecks.incrementAndGet();
    RuntimeException failing = versionFailure;
    if (failing != null) {
      throw failing;
    }
    String untrue = untrueVersion;
    String told = untrue == null ? version : untrue;
    return versionKnown ? Optional.of(told) : Optional.empty();
  }

  @Override
  public String engine() {
    return "scripted-1";
  }
}
