package io.github.imageresize.internal.codec.webp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Brings libwebp's native library from this module's resources to a file from which it can be
 * loaded. The file is deleted as soon as it is loaded; Windows does not allow that, so that what is
 * left of earlier processes is deleted first.
 */
final class NativeLibraryFile {
  private static final String PREFIX = "image-resize-libwebp-";

  /** A file of that age belongs to no process that is just about to load it. */
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final String platform;
  private final String fileName;
  private final Path folder;

  private NativeLibraryFile(String platform, String fileName, Path folder) {
    this.platform = platform;
    this.fileName = fileName;
    this.folder = folder;
  }

  /** The library for the machine that the JVM runs on. */
  static NativeLibraryFile ofThisMachine() {
    String temporary = Objects.requireNonNullElse(System.getProperty("java.io.tmpdir"), ".");
    return of(
        Objects.requireNonNullElse(System.getProperty("os.name"), ""),
        Objects.requireNonNullElse(System.getProperty("os.arch"), ""),
        Path.of(temporary));
  }

  /**
   * The library for a machine.
   *
   * @param osName as the system property has it
   * @param osArchitecture as the system property has it
   * @param folder where the file is to be for a moment
   */
  static NativeLibraryFile of(String osName, String osArchitecture, Path folder) {
    String system =
        osName.contains("Windows")
            ? "Windows"
            : osName.contains("Mac") || osName.contains("Darwin") ? "Mac" : osName;
    String architecture =
        switch (osArchitecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x86-64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          case "ppc64le" -> "ppc64";
          case "x86", "i386", "i486", "i586", "i686" -> "x86";
          default -> osArchitecture;
        };
    String fileName =
        switch (system) {
          case "Windows" -> "webp-imageio.dll";
          case "Mac" -> "libwebp-imageio.dylib";
          default -> "libwebp-imageio.so";
        };
    return new NativeLibraryFile(system + "/" + architecture, fileName, folder);
  }

  /**
   * Writes the file, has it loaded, and deletes it.
   *
   * @param loader takes the file's path
   * @throws UnsatisfiedLinkError if that is not possible, with what would help
   */
  void load(Consumer<String> loader) {
    String resource = BindingLoader.RESOURCES + "native/" + platform + "/" + fileName;
    try (InputStream library = NativeLibraryFile.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new UnsatisfiedLinkError(
            "there is no native library for "
                + platform
                + ", only for Linux (x86_64, aarch64, ppc64le, x86), macOS (x86_64, aarch64) and"
                + " Windows (x86_64, x86)");
      }
      deleteLeftBehind();
      Path file = Files.createTempFile(folder, PREFIX, "-" + fileName);
      try {
        copy(library, file);
        install(loader, file);
      } finally {
        deleteIfPossible(file);
      }
    } catch (IOException e) {
      throw linkError(
          "its native library cannot be written to the temporary folder "
              + folder
              + "; -Djava.io.tmpdir=FOLDER names one that can be written to and executed from",
          e);
    }
  }

  private static void install(Consumer<String> loader, Path file) {
    try {
      loader.accept(file.toString());
    } catch (UnsatisfiedLinkError e) {
      throw linkError(
          "its native library needs, on Linux, glibc 2.27 or newer (2.34 on ppc64le and x86; musl"
              + " will not do), and a temporary folder that is not mounted noexec, which"
              + " -Djava.io.tmpdir=FOLDER names",
          e);
    } catch (IllegalCallerException e) {
      throw linkError("native libraries need the JVM's --enable-native-access=ALL-UNNAMED", e);
    }
  }

  private static UnsatisfiedLinkError linkError(String cure, Throwable cause) {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError(cure + " (" + cause + ")");
    error.initCause(cause);
    return error;
  }

  /** Into the file that exists, which nobody else may write to. */
  private static void copy(InputStream library, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      library.transferTo(out);
    }
  }

  private void deleteLeftBehind() {
    Instant before = Instant.now().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          deleteIfPossible(file);
        }
      }
    } catch (IOException e) {
      // Another process was faster, or the folder cannot be listed: nothing depends on it.
    }
  }

  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Windows keeps a library that is loaded; a later process deletes it.
    }
  }
}
