package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Gives every file of {@code corpus.folder}'s {@code broken} to a virtual machine with a small
 * heap. Where the property is not set, nothing is tried.
 */
class BrokenImagesIT {
  private static final Set<Reason> REASONS =
      EnumSet.of(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE, Reason.SOURCE_TOO_LARGE);

  @Test
  void endsInAPictureOrANamedReasonWithASmallHeap() throws Exception {
    String corpus = System.getProperty("corpus.folder");
    assumeTrue(corpus != null, "corpus.folder is not set");
    List<Path> files = files(Path.of(corpus, "broken"));
    Path output = Files.createTempFile("broken", ".txt");
    Process process = start(files, output);
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(ended).as("ended in time, after%n%s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text.lines().filter(line -> line.startsWith("= "))).hasSameSizeAs(files);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      List<Path> files = listed.sorted().toList();
      assertThat(files).isNotEmpty();
      return files;
    }
  }

  private static Process start(List<Path> files, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(BrokenImagesIT.class.getName());
    files.forEach(file -> command.add(file.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Prints a line for each file; an exception of any other kind ends the process. */
  public static void main(String[] files) throws IOException {
    LocalResizeService service = LocalResizeService.builder().build();
    for (String file : files) {
      Path path = Path.of(file);
      ImageRequest request =
          ImageRequest.builder(path.getFileName().toString()).width(100).height(100).build();
      String outcome;
      try {
        ResizedImage image = service.resize(Files.readAllBytes(path), request);
        outcome = image.toString();
      } catch (ImageResizeException failure) {
        if (!REASONS.contains(failure.reason())) {
          throw failure;
        }
        outcome = failure.reason() + " " + failure.getMessage();
      }
      System.out.println("= " + path.getFileName() + ": " + outcome.replace('\n', ' '));
    }
  }
}
