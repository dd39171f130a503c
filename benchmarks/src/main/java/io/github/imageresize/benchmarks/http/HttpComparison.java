package io.github.imageresize.benchmarks.http;

import io.github.imageresize.benchmarks.sidebyside.Averages;
import io.github.imageresize.benchmarks.sidebyside.DrawnPicture;
import io.github.imageresize.benchmarks.sidebyside.Machine;
import io.github.imageresize.benchmarks.sidebyside.MarkdownSection;
import io.github.imageresize.http.UrlSigner;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/**
 * Requests per second, as ratios within one run: hits of the memory cache against nginx serving the
 * same bytes as a file, and images made against ipx and nginx's image_filter. The contestants take
 * turns, so that a machine that slows down slows all of them.
 */
public final class HttpComparison implements AutoCloseable {
  private static final String SECTION = "http";
  private static final int COPIES = 10;
  private static final Duration WARM = Duration.ofSeconds(30);
  private static final int MOST_WARM_UPS = 40;
  private static final String HIT = "/images/photo-0.jpg?w=600&format=jpeg";
  private static final List<String> HITS = List.of("-t2", "-c32", "--timeout", "30s");
  private static final List<String> MISSES =
      List.of("-t1", "-c8", "--timeout", "30s", "-s", "benchmarks/misses.lua");

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final Deque<Contestant> running = new ArrayDeque<>();
  private final Path folder;
  private final Path originals;
  private final Path peers;
  private final int rounds;
  private final int seconds;

  private HttpComparison(Path folder, Path peers, int rounds, int seconds) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.originals = Files.createDirectories(this.folder.resolve("originals"));
    this.peers = peers.toAbsolutePath();
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /**
   * Runs the comparison.
   *
   * @param arguments a folder to work in, the folder where ipx is installed, the number of rounds,
   *     seconds for each contestant in a round, a JPEG file or nothing for a drawn one, and a
   *     Markdown file or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (HttpComparison comparison =
        new HttpComparison(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]))) {
      comparison.prepare(arguments[4]);
      List<String> report = comparison.run(arguments[4]);
      if (!arguments[5].isEmpty()) {
        MarkdownSection.in(Path.of(arguments[5]), SECTION).write(report);
      }
    }
  }

  private void prepare(String photograph) throws IOException {
    Path first = originals.resolve("photo-0.jpg");
    if (photograph.isEmpty()) {
      ImageIO.write(DrawnPicture.draw(2725, 2225, 1), "jpeg", first.toFile());
    } else {
      Files.copy(Path.of(photograph), first, StandardCopyOption.REPLACE_EXISTING);
    }
    for (int copy = 1; copy < COPIES; copy++) {
      Files.copy(
          first, originals.resolve("photo-" + copy + ".jpg"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<String> run(String photograph) throws IOException, InterruptedException {
    Contestant open = own("image-resize", 256, false);
    Contestant signed = own("image-resize, signed", 256, true);
    Contestant uncached = own("image-resize, misses", 1, false);
    byte[] result = get(open.address() + HIT);
    Files.write(folder.resolve("result.jpg"), result);
    Contestant nginx = nginx();
    Contestant ipx = ipx();

    Map<String, List<Contestant.Rate>> rates = new LinkedHashMap<>();
    String signedHit = UrlSigner.of(OwnServer.KEY).sign(HIT);
    List<String> hits = with(HITS, seconds);
    List<String> misses = with(MISSES, seconds);
    warmUp(open, () -> open.load(HIT, hits, List.of()));
    warmUp(signed, () -> signed.load(signedHit, hits, List.of()));
    for (int round = 0; round < rounds; round++) {
      note(rates, "nginx, file", nginx.load("/result.jpg", hits, List.of()));
      note(rates, "hit", open.load(HIT, hits, List.of()));
      note(rates, "signed hit", signed.load(signedHit, hits, List.of()));
    }
    String ours = "/images/photo-{n}.jpg?w={w}&format=jpeg";
    String theirs = "/w_{w},f_jpeg,q_80/photo-{n}.jpg";
    warmUp(uncached, () -> made(uncached, ours, misses));
    warmUp(ipx, () -> made(ipx, theirs, misses));
    for (int round = 0; round < rounds; round++) {
      note(rates, "miss", made(uncached, ours, misses));
      note(rates, "ipx", made(ipx, theirs, misses));
      note(rates, "image_filter", made(nginx, "/filter/{w}/photo-{n}.jpg", misses));
    }
    List<String> report = report(rates, result.length, photograph);
    report.forEach(out::println);
    return report;
  }

  private interface Load {
    Contestant.Rate run() throws IOException;
  }

  /** Loads a server until it has had enough CPU time for its compiler to be done. */
  private void warmUp(Contestant contestant, Load load) throws IOException {
    for (int round = 0; round < MOST_WARM_UPS && contestant.cpu().compareTo(WARM) < 0; round++) {
      out.printf(Locale.ROOT, "warm-up: %.0f/s%n", load.run().perSecond());
    }
  }

  private static Contestant.Rate made(Contestant contestant, String pattern, List<String> misses)
      throws IOException {
    return contestant.load("/", misses, List.of(pattern));
  }

  private static List<String> with(List<String> arguments, int seconds) {
    List<String> all = new ArrayList<>(arguments);
    all.add("-d" + seconds + "s");
    return all;
  }

  private void note(Map<String, List<Contestant.Rate>> rates, String what, Contestant.Rate rate) {
    out.printf(
        Locale.ROOT,
        "%s: %.0f/s, %.0f a second of CPU%n",
        what,
        rate.perSecond(),
        rate.perCpuSecond());
    rates.computeIfAbsent(what, unused -> new ArrayList<>()).add(rate);
  }

  private List<String> report(
      Map<String, List<Contestant.Rate>> rates, int bytes, String photograph) throws IOException {
    List<String> lines = new ArrayList<>();
    String load = "embedded Jetty; the load comes from the same processors";
    lines.add("%s; %s; %s.".formatted(Machine.describe(), load, LocalDate.now(ZoneOffset.UTC)));
    lines.add("Medians of %d rounds by turns of %d s.".formatted(rounds, seconds));
    lines.add(
        "Hit: %,d bytes, 32 connections. Miss: %s to widths of 200 to 799, 8 connections."
            .formatted(
                bytes,
                photograph.isEmpty()
                    ? "a drawn JPEG of 2725×2225"
                    : String.valueOf(Path.of(photograph).getFileName())));
    lines.add("");
    lines.add(
        "| requests a second | ours | theirs | ratio | ratio by the servers' CPU time | goal |");
    lines.add("|---|---:|---:|---:|---:|---:|");
    lines.add(
        row("hit, against nginx and the same bytes in a file", rates, "hit", "nginx, file", 0.55));
    lines.add(row("the same with signed URLs", rates, "signed hit", "nginx, file", 0.55));
    lines.add(row("miss, against ipx", rates, "miss", "ipx", 1.5));
    lines.add(row("miss, against nginx image_filter", rates, "miss", "image_filter", 8));
    return lines;
  }

  private static String row(
      String what,
      Map<String, List<Contestant.Rate>> rates,
      String ours,
      String theirs,
      double goal) {
    List<Contestant.Rate> one = rates.getOrDefault(ours, List.of());
    List<Contestant.Rate> other = rates.getOrDefault(theirs, List.of());
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.2f | %.2f | %s |",
        what,
        median(one, Contestant.Rate::perSecond),
        median(other, Contestant.Rate::perSecond),
        ratio(one, other, Contestant.Rate::perSecond),
        ratio(one, other, Contestant.Rate::perCpuSecond),
        goal == Math.rint(goal) ? String.valueOf((int) goal) : String.valueOf(goal));
  }

  private static double median(
      List<Contestant.Rate> rates, ToDoubleFunction<Contestant.Rate> part) {
    return Averages.median(rates.stream().mapToDouble(part).boxed().toList());
  }

  /** The median of the rounds' ratios. */
  private static double ratio(
      List<Contestant.Rate> ours,
      List<Contestant.Rate> theirs,
      ToDoubleFunction<Contestant.Rate> part) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(part.applyAsDouble(ours.get(i)) / part.applyAsDouble(theirs.get(i)));
    }
    return Averages.median(ratios);
  }

  private Contestant own(String name, int capacity, boolean signed) throws IOException {
    int port = Contestant.freePort();
    return start(
        name,
        port,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            OwnServer.class.getName(),
            originals.toString(),
            Integer.toString(port),
            Integer.toString(capacity),
            Boolean.toString(signed)));
  }

  private Contestant nginx() throws IOException {
    int port = Contestant.freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            Files.readString(Path.of("benchmarks", "nginx.conf"))
                .replace("PORT", Integer.toString(port))
                .replace("FOLDER", folder.toString()));
    return start("nginx", port, List.of("nginx", "-e", "stderr", "-c", configuration.toString()));
  }

  private Contestant ipx() throws IOException {
    int port = Contestant.freePort();
    return start(
        "ipx",
        port,
        List.of(
            "node",
            peers.resolve("ipx-server.mjs").toString(),
            originals.toString(),
            Integer.toString(port)));
  }

  private Contestant start(String name, int port, List<String> command) throws IOException {
    Path log = folder.resolve(name.replaceAll("[^a-z]+", "-") + ".log");
    Contestant contestant = Contestant.start(name, port, log, command);
    running.push(contestant);
    return contestant;
  }

  private static byte[] get(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    if (reply.statusCode() != 200) {
      throw new IOException(url + " answered with " + reply.statusCode());
    }
    return reply.body();
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
