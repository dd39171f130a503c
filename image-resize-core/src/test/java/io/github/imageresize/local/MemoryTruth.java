package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Deadline;
import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageSize;
import io.github.imageresize.OnDamage;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.effect.OverlayStage;
import io.github.imageresize.internal.raster.Layer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows that images are made with no more heap than was estimated: makes each in a virtual machine
 * of which all but the estimate is taken away: once by its decoder alone, once as a whole, and once
 * described. What was found is left in {@code target/memory}.
 */
public final class MemoryTruth {
  /** The most that a case may be estimated to need. */
  public static final long LARGEST_NEED = 80L << 20;

  private static final int HEAP_MEBIBYTES = 128;

  /** For what lives a moment; little, so that it does not hide what lives on. */
  private static final int YOUNG_MEBIBYTES = 1;

  /** What the virtual machine itself takes meanwhile, and strings of messages. */
  private static final long SLACK = 64 << 10;

  private static final double[] MULTIPLES = {1.1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32};

  private final CodecRegistry codecs = CodecRegistry.standard();
  private final MemoryPoolMXBean tenured =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getName().equals("Tenured Gen"))
          .findFirst()
          .orElseThrow();

  private static final Deadline DEADLINE =
      Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());

  /** The overlay of the case, kept as overlays are. */
  private @Nullable Layer layer;

  /** Where memory that a case shall not have is put. */
  private byte[] ballast = {};

  /** Hashes of the originals that were described; some are made several images of. */
  private final Set<Integer> described = new HashSet<>();

  private int failures;

  private MemoryTruth() {}

  /** Fails if the making of any of the images takes more than was estimated. */
  public static void assertEstimatesHold(Class<? extends MemoryCases> cases) throws Exception {
    Path record =
        Files.createDirectories(Path.of("target", "memory"))
            .resolve(cases.getName().replaceAll(".*[.]", "") + ".txt")
            .toAbsolutePath();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmn" + YOUNG_MEBIBYTES + "m",
                "-Xms" + HEAP_MEBIBYTES + "m",
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryTruth.class.getName(),
                cases.getName())
            .redirectErrorStream(true)
            .redirectOutput(record.toFile())
            .start();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(record, StandardCharsets.UTF_8);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(text.lines().filter(line -> line.startsWith("TOO LITTLE"))).isEmpty();
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).contains("all cases measured");
  }

  /** Measures the cases of a class. */
  public static void main(String[] arguments) throws Exception {
    MemoryCases cases =
        (MemoryCases) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
    MemoryTruth truth = new MemoryTruth();
    List<MemoryCase> all = cases.cases();
    for (MemoryCase one : all) {
      truth.measure(one);
    }
    assertThat(all).isNotEmpty();
    System.out.println("all cases measured");
    System.exit(truth.failures == 0 ? 0 : 1);
  }

  private void measure(MemoryCase one) {
    byte[] original = one.original().get();
    measure(
        one.name() + ", decoded",
        () -> estimateDecoding(one, original),
        () -> decode(one, original));
    if (one.request().geometry().trim().isPresent()) {
      measure(
          one.name() + ", trimmed", () -> estimateTrim(one, original), () -> trim(one, original));
    }
    if (one.overlay().isPresent()) {
      byte[] overlay = one.overlay().get().get();
      measure(one.name() + ", overlay", () -> estimateLayer(overlay), () -> layer(overlay));
      layer = layer(overlay);
    }
    measure(one.name() + ", made", () -> estimateMaking(one, original), () -> make(one, original));
    layer = null;
    if (described.add(Arrays.hashCode(original))) {
      measure(
          one.name() + ", described", () -> estimateDescribing(original), () -> describe(original));
    }
  }

  private long estimateTrim(MemoryCase one, byte[] original) {
    try (ImageDecoder decoder = codecs.open(original)) {
      return new BorderTrim(decoder, one.request(), 0).memoryNeeded();
    }
  }

  private void trim(MemoryCase one, byte[] original) {
    try (ImageDecoder decoder = codecs.open(original)) {
      new BorderTrim(decoder, one.request(), 0).find(DEADLINE, new DamageReport(OnDamage.SHOW));
    }
  }

  /** As it is decoded to be kept, in its own size. */
  private <T> T withOverlay(byte[] overlay, Function<Rendering, T> use) {
    ImageRequest request = ImageRequest.builder("overlay").build();
    try (ImageDecoder decoder = codecs.open(overlay)) {
      ResizePlan plan = ResizePlan.of(decoder.header(), request, 8192);
      ImageEncoder exact = codecs.encoder(ImageFormat.PNG).orElseThrow();
      return use.apply(new Rendering(decoder, request, plan, exact));
    }
  }

  private long estimateLayer(byte[] overlay) {
    ImageSize size;
    try (ImageDecoder decoder = codecs.open(overlay)) {
      size = decoder.header().uprightSize();
    }
    return withOverlay(overlay, Rendering::memoryNeededToPrepare)
        + Layer.memoryNeeded(size.width(), size.height());
  }

  private Layer layer(byte[] overlay) {
    return withOverlay(
        overlay,
        rendering ->
            Layer.of(rendering.picture(DEADLINE, new DamageReport(OnDamage.SHOW)).toImage()));
  }

  private interface Estimate {
    long bytes();
  }

  private void measure(String name, Estimate estimate, Runnable work) {
    long needed = estimate.bytes();
    assertThat(needed).as(name).isLessThanOrEqualTo(LARGEST_NEED);
    if (fits(needed, work)) {
      System.out.printf(Locale.ROOT, "%,12d bytes suffice: %s%n", needed, name);
      return;
    }
    work.run(); // loads classes and fills tables, which are not the image's
    if (fits(needed, work)) {
      System.out.printf(Locale.ROOT, "%,12d bytes suffice: %s%n", needed, name);
      return;
    }
    failures++;
    for (double multiple : MULTIPLES) {
      if (needed * multiple < LARGEST_NEED * 1.4 && fits((long) (needed * multiple), work)) {
        System.out.printf(
            Locale.ROOT, "TOO LITTLE: %,d bytes, %.2f of it suffice: %s%n", needed, multiple, name);
        return;
      }
    }
    System.out.printf(Locale.ROOT, "TOO LITTLE: %,d bytes, by far: %s%n", needed, name);
  }

  private boolean fits(long bytes, Runnable work) {
    System.gc();
    long free = tenured.getUsage().getMax() - tenured.getUsage().getUsed();
    ballast = new byte[(int) (free - bytes - SLACK)];
    try {
      work.run();
      return true;
    } catch (OutOfMemoryError expected) {
      return false;
    } finally {
      ballast = new byte[0];
    }
  }

  private interface Use<T> {
    T of(ImageDecoder decoder, ResizePlan plan, Making making);
  }

  private <T> T with(MemoryCase one, byte[] original, Use<T> use) {
    try (ImageDecoder decoder = codecs.open(original)) {
      ImageEncoder encoder = OutputFormat.encoder(one.request(), decoder.header(), codecs);
      ResizePlan plan = ResizePlan.of(decoder.header(), one.request(), 8192);
      return use.of(decoder, plan, making(decoder, one.request(), plan, encoder));
    }
  }

  private Making making(
      ImageDecoder decoder, ImageRequest request, ResizePlan plan, ImageEncoder encoder) {
    Optional<OverlayStage> overlay =
        Optional.ofNullable(layer)
            .flatMap(made -> request.effects().overlay().map(how -> new OverlayStage(made, how)));
    boolean all = request.output().frames().filter(Frames.ALL::equals).isPresent();
    return all && decoder.header().frames() > 1
        ? new AnimatedRendering(
            decoder, request, plan, encoder, encoder.animation().orElseThrow(), overlay)
        : new Rendering(decoder, request, plan, encoder, overlay);
  }

  private long estimateDecoding(MemoryCase one, byte[] original) {
    return with(one, original, (decoder, plan, making) -> decoder.memoryNeeded(request(plan)));
  }

  private long estimateMaking(MemoryCase one, byte[] original) {
    return with(one, original, (decoder, plan, making) -> making.memoryNeeded());
  }

  private long estimateDescribing(byte[] original) {
    try (ImageDecoder decoder = codecs.open(original)) {
      return new DescribedOriginal(decoder, ResizeLimits.DEFAULTS).memoryNeeded();
    }
  }

  private void describe(byte[] original) {
    try (ImageDecoder decoder = codecs.open(original)) {
      new DescribedOriginal(decoder, ResizeLimits.DEFAULTS)
          .describe(DEADLINE, new DamageReport(OnDamage.SHOW));
    }
  }

  private static DecodeRequest request(ResizePlan plan) {
    return plan.decodeRequest(false, 1);
  }

  private void decode(MemoryCase one, byte[] original) {
    with(
        one,
        original,
        (decoder, plan, making) -> {
          readAll(decoder.decode(request(plan)));
          return null;
        });
  }

  /** Reads all planes at one pace, each row once. */
  private static void readAll(PlanarImage image) {
    int height = image.planes().stream().mapToInt(plane -> plane.rows().height()).max().orElse(0);
    for (int y = 0; y < height; y++) {
      for (Plane plane : image.planes()) {
        PlaneRows rows = plane.rows();
        int row = (int) ((long) y * rows.height() / height);
        rows.row(row);
        rows.release((int) ((y + 1L) * rows.height() / height));
      }
    }
  }

  private void make(MemoryCase one, byte[] original) {
    with(
        one,
        original,
        (decoder, plan, making) -> making.render(DEADLINE, new DamageReport(OnDamage.SHOW)));
  }
}
