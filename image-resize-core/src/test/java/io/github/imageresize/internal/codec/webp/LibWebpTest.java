package io.github.imageresize.internal.codec.webp;

import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.image;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LibWebpTest {
  private static final int CALLS = 3000;
  private static final int CALLERS = 64;

  @Test
  void keepsNothingOfACall() throws Exception {
    LibWebp libwebp = new LibWebp();
    call(libwebp, 100);
    String before = histogram();

    call(libwebp, CALLS);

    String after = histogram();
    TreeMap<String, Long> grown = liveObjects(after);
    liveObjects(before).forEach((type, count) -> grown.merge(type, -count, Long::sum));
    grown.values().removeIf(count -> count < CALLS);
    assertThat(grown).isEmpty();
  }

  @Test
  void runsOnNoMoreThreadsThanThereAreProcessors() throws Exception {
    LibWebp libwebp = new LibWebp();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    for (int i = 0; i < CALLERS; i++) {
      callers.execute(() -> call(libwebp, 1));
    }
    callers.shutdown();
    assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("image-resize-libwebp"))
        .hasSizeBetween(1, Runtime.getRuntime().availableProcessors());
  }

  private static void call(LibWebp libwebp, int times) {
    float[][][] planes = samples(drawn(8, 8, BufferedImage.TYPE_INT_RGB), false);
    for (int i = 0; i < times; i++) {
      byte[] webp =
          new WebpEncoder(libwebp)
              .encode(image(ColorModel.RGB, false, planes), EncodeRequest.builder(80).build());
      decode(WebpDecoder.open(webp, Optional.of(libwebp)));
    }
  }

  /** As text, which is one object: a map of all classes would itself be among what has grown. */
  private static String histogram() throws Exception {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
  }

  /** How many objects of each class are reachable. */
  private static TreeMap<String, Long> liveObjects(String histogram) {
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(parts -> parts.length >= 4 && parts[0].endsWith(":"))
        .collect(
            Collectors.toMap(
                parts -> String.join(" ", Arrays.copyOfRange(parts, 3, parts.length)),
                parts -> Long.parseLong(parts[1]),
                Long::sum,
                TreeMap::new));
  }
}
