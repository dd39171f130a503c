package io.github.imageresize.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.File;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryImageSourceTest extends ImageSourceContract {
  @TempDir Path folder;
  private Path root;
  private DirectoryImageSource source;

  @BeforeEach
  void makeFolder() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    Files.write(root.resolve("another.jpg"), bytes(7));
    Files.write(folder.resolve("photo.jpg"), bytes(77));
    source = new DirectoryImageSource(root);
  }

  @Override
  protected ImageSource source() {
    return source;
  }

  @Override
  protected void put(String path, byte[] bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Override
  protected void remove(String path) throws IOException {
    Files.delete(root.resolve(path));
  }

  @Test
  void believesNothingToBeGoneWhileTheFolderIsEmptyOrMissing() throws IOException {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    DirectoryImageSource mounted = new DirectoryImageSource(volume);
    for (boolean isMissing : new boolean[] {false, true}) {
      if (isMissing) {
        Files.delete(volume);
      }
      assertThatThrownBy(() -> mounted.version("a.png"))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
    }
    Files.createDirectory(volume);
    Files.write(volume.resolve("other.png"), new byte[] {1});

    assertThatThrownBy(() -> mounted.version("a.png"))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.SOURCE_NOT_FOUND));
  }

  @Test
  void refusesARootThatIsNoFolder() {
    assertThatThrownBy(() -> new DirectoryImageSource(folder.resolve("photo.jpg")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("root must be an existing folder");
    assertThatThrownBy(() -> new DirectoryImageSource(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverGivesAFileByItsAbsolutePath() {
    String outside = folder.resolve("photo.jpg").toString();

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read(outside, ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read(outside.substring(1), ROOMY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:/photo.jpg", "C:photo.jpg", "photo.jpg.", "photo.jpg ", "..."})
  void findsNothingUnderNamesThatSomeSystemsReadInTheirOwnWay(String path) throws IOException {
    put("photo.jpg", bytes(10));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read(path, ROOMY));
  }

  @Test
  void findsNothingUnderANameThatIsTooLong() {
    String name = "a".repeat(300) + ".jpg";

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read(name, ROOMY));
  }

  @Test
  void doesNotFollowALinkToAFileOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link.jpg"), folder.resolve("photo.jpg"));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read("link.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.version("link.jpg"));
  }

  @Test
  void doesNotFollowALinkToAFolderOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), folder);

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read("link/photo.jpg", ROOMY));
  }

  @Test
  void doesNotTakeAFolderForItsOwnWhoseNameBeginsAlike() throws IOException {
    Path neighbour = Files.createDirectory(folder.resolve("root-of-others"));
    Files.write(neighbour.resolve("photo.jpg"), bytes(10));
    Files.createSymbolicLink(root.resolve("link"), neighbour);

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read("link/photo.jpg", ROOMY));
  }

  @Test
  void followsLinksThatStayInside() throws IOException {
    put("2024/photo.jpg", bytes(10));
    Files.createSymbolicLink(root.resolve("latest"), Path.of("2024"));
    Files.createSymbolicLink(root.resolve("link.jpg"), Path.of("latest/photo.jpg"));

    assertThat(source.read("latest/photo.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
    assertThat(source.read("link.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
  }

  @Test
  void followsARootThatIsALinkAnewEachTime() throws IOException {
    Path one = Files.createDirectory(folder.resolve("release-1"));
    Path two = Files.createDirectory(folder.resolve("release-2"));
    Files.write(one.resolve("photo.jpg"), bytes(10));
    Files.write(two.resolve("photo.jpg"), bytes(20));
    Path current = Files.createSymbolicLink(folder.resolve("current"), one);
    DirectoryImageSource released = new DirectoryImageSource(current);
    assertThat(released.read("photo.jpg", ROOMY).bytes()).hasSize(10);
    Files.delete(current);
    Files.createSymbolicLink(current, two);

    assertThat(released.read("photo.jpg", ROOMY).bytes()).hasSize(20);
  }

  @Test
  void givesUpOnLinksThatGoRoundInCircles() throws IOException {
    Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(root.resolve("b"), Path.of("a"));

    assertFails(Reason.UNAVAILABLE, () -> source.read("a/photo.jpg", ROOMY));
  }

  @Test
  void doesNotFindAFileBehindAFile() throws IOException {
    put("photo.jpg", bytes(10));

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read("photo.jpg/more.jpg", ROOMY));
  }

  @Test
  @Timeout(10)
  void doesNotReadFromAPipe() throws Exception {
    Path pipe = root.resolve("pipe.jpg");
    Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(process.waitFor() == 0, "mkfifo works here");

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read("pipe.jpg", ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.version("pipe.jpg"));
  }

  @Test
  void tellsAnotherVersionAfterAChangeThatKeepsTheSize() throws IOException {
    put("photo.jpg", bytes(10));
    Path file = root.resolve("photo.jpg");
    Instant time = Instant.parse("2024-05-01T12:00:00Z");
    Files.setLastModifiedTime(file, FileTime.from(time));
    String before = source.version("photo.jpg");
    Files.setLastModifiedTime(file, FileTime.from(time.plus(Duration.ofMillis(1))));

    assertThat(source.version("photo.jpg")).isNotEqualTo(before);
  }

  @Test
  void tellsWhenAFileWasChanged() throws IOException {
    put("photo.jpg", bytes(10));
    Instant time = Instant.parse("2024-05-01T12:00:00Z");
    Files.setLastModifiedTime(root.resolve("photo.jpg"), FileTime.from(time));

    assertThat(source.read("photo.jpg", 10).lastModified()).contains(time);
  }

  @Test
  void givesEqualVersionsToEqualCopies() throws IOException {
    put("photo.jpg", bytes(10));
    put("copies/photo.jpg", bytes(10));
    FileTime time = FileTime.from(Instant.parse("2024-05-01T12:00:00Z"));
    Files.setLastModifiedTime(root.resolve("photo.jpg"), time);
    Files.setLastModifiedTime(root.resolve("copies/photo.jpg"), time);

    assertThat(source.version("photo.jpg")).isEqualTo(source.version("copies/photo.jpg"));
  }

  /** The file system of an archive has no handles of folders. */
  @Nested
  class InAnArchive {
    @Test
    void readsAFile() throws IOException {
      try (FileSystem archive =
          FileSystems.newFileSystem(folder.resolve("images.zip"), Map.of("create", "true"))) {
        Path images = Files.createDirectory(archive.getPath("/images"));
        Files.write(images.resolve("photo.jpg"), bytes(10));
        Files.write(archive.getPath("/secret.jpg"), bytes(20));
        DirectoryImageSource archived = new DirectoryImageSource(images);

        assertThat(archived.read("photo.jpg", ROOMY).bytes()).isEqualTo(bytes(10));
        assertFails(Reason.SOURCE_NOT_FOUND, () -> archived.read("../secret.jpg", ROOMY));
        assertFails(Reason.SOURCE_NOT_FOUND, () -> archived.read("none.jpg", ROOMY));
      }
    }
  }

  @Test
  void measuresNamesAndPathsInBytesAsTheFileSystemDoes() {
    assumeTrue(File.separatorChar == '/', "others count characters");
    String tooLong = "\u00e4".repeat(200) + ".jpg";
    String tooDeep = "folder/".repeat(700) + "photo.jpg";

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read(tooLong, ROOMY));
    assertFails(Reason.SOURCE_NOT_FOUND, () -> source().read(tooDeep, ROOMY));
  }

  /** The JDK keeps a direct buffer for each thread, as large as the largest piece it ever read. */
  @Test
  void leavesNoLargeBufferToTheThreadThatReads() throws Exception {
    put("large.bin", new byte[16 << 20]);
    BufferPoolMXBean direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    long before = direct.getMemoryUsed();
    CountDownLatch measured = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              source().read("large.bin", 16 << 20);
              read.countDown();
              try {
                measured.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    reader.start();
    read.await();
    long kept = direct.getMemoryUsed() - before;
    measured.countDown();
    reader.join();

    assertThat(kept).isLessThan(1 << 20);
  }
}
