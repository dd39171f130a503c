package io.github.imageresize.internal.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux,amd64",
    "Linux,aarch64",
    "Linux,ppc64le",
    "Linux,i386",
    "Mac OS X,x86_64",
    "Mac OS X,aarch64",
    "Windows Server 2022,amd64",
    "Windows 11,x86"
  })
  void hasALibraryForEachPlatformThatIsPromised(String system, String architecture)
      throws IOException {
    AtomicLong length = new AtomicLong();

    NativeLibraryFile.of(system, architecture, folder)
        .load(path -> length.set(Path.of(path).toFile().length()));

    assertThat(length.get()).isGreaterThan(300_000);
    assertThat(files()).isEmpty();
  }

  /** By the versions of glibc's symbols that it names. */
  @ParameterizedTest
  @CsvSource({"amd64,27", "aarch64,27", "ppc64le,34", "i386,34"})
  void needsNoNewerGlibcThanIsPromised(String architecture, int promised) {
    AtomicReference<String> library = new AtomicReference<>();
    NativeLibraryFile.of("Linux", architecture, folder)
        .load(path -> library.set(text(Path.of(path))));

    List<Integer> versions =
        Pattern.compile("GLIBC_2\\.(\\d+)")
            .matcher(library.get())
            .results()
            .map(version -> Integer.valueOf(version.group(1)))
            .toList();
    assertThat(Collections.max(versions)).isEqualTo(promised);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysForWhichPlatformsThereIsOne() {
    assertThatExceptionOfType(UnsatisfiedLinkError.class)
        .isThrownBy(() -> NativeLibraryFile.of("Linux", "riscv64", folder).load(path -> {}))
        .withMessageContaining("Linux/riscv64")
        .withMessageContaining("macOS (x86_64, aarch64)");
  }

  @Test
  void namesTheCureWhereNothingCanBeWritten() {
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(UnsatisfiedLinkError.class)
        .isThrownBy(() -> NativeLibraryFile.of("Linux", "amd64", missing).load(path -> {}))
        .withMessageContaining(missing.toString())
        .withMessageContaining("-Djava.io.tmpdir=FOLDER")
        .matches(e -> e.getMessage().lines().count() == 1);
  }

  @Test
  void namesTheCureWhereNothingCanBeExecutedAndLeavesNothingBehind() throws IOException {
    NativeLibraryFile library = NativeLibraryFile.of("Linux", "amd64", folder);

    assertThatExceptionOfType(UnsatisfiedLinkError.class)
        .isThrownBy(
            () ->
                library.load(
                    path -> {
                      throw new UnsatisfiedLinkError(path + ": failed to map segment");
                    }))
        .withMessageContaining("noexec")
        .withMessageContaining("failed to map segment")
        .matches(e -> e.getMessage().lines().count() == 1);
    assertThat(files()).isEmpty();
  }

  @Test
  void namesTheCureWhereNativeAccessIsDenied() {
    NativeLibraryFile library = NativeLibraryFile.of("Linux", "amd64", folder);

    assertThatExceptionOfType(UnsatisfiedLinkError.class)
        .isThrownBy(
            () ->
                library.load(
                    path -> {
                      throw new IllegalCallerException("Illegal native access");
                    }))
        .withMessageContaining("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void deletesWhatAProcessThatWasKilledLeft() throws IOException {
    Path old = Files.createFile(folder.resolve("image-resize-libwebp-1-webp-imageio.dll"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path recent = Files.createFile(folder.resolve("image-resize-libwebp-2-webp-imageio.dll"));
    Path another = Files.createFile(folder.resolve("another"));
    Files.setLastModifiedTime(another, FileTime.from(Instant.EPOCH));

    NativeLibraryFile.of("Linux", "amd64", folder).load(path -> {});

    assertThat(files()).containsExactlyInAnyOrder(recent, another);
  }

  private Path[] files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toArray(Path[]::new);
    }
  }
}
