package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.local.LocalResizeService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Looks at this process and this machine. */
final class LocalChecks {
  private static final List<ImageFormat> OWN_FORMATS =
      List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF);

  private static final long MEBIBYTE = 1L << 20;
  private static final String HEAP = "heap";

  private final Diagnosis diagnosis;

  LocalChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** Whether the heap holds as many originals as may be read at a time, beside what is made. */
  void heap(ResizeLimits limits, long heapBytes) {
    String has = heapBytes / MEBIBYTE + " MiB, ";
    long originals = limits.sourceBytes() * limits.parallelism();
    if (limits.memoryBytes() > heapBytes / 4 * 3) {
      diagnosis.bad(
          HEAP,
          has
              + limits.memoryBytes() / MEBIBYTE
              + " MiB of it for images being made: raise -Xmx or lower memoryBytes");
    } else if (limits.memoryBytes() + originals > heapBytes) {
      diagnosis.doubtful(
          HEAP,
          has
              + limits.parallelism()
              + " originals of "
              + limits.sourceBytes() / MEBIBYTE
              + " MiB at a time fill it: raise -Xmx, or lower --max-source-mb or --parallel");
    } else {
      diagnosis.good(HEAP, has + limits.parallelism() + " images at a time");
    }
  }

  /** Whether each format that this library writes by itself can be written, by writing it. */
  void formats() {
    LocalResizeService service = LocalResizeService.builder().build();
    byte[] original = drawn();
    for (ImageFormat format : OWN_FORMATS) {
      ImageRequest request = ImageRequest.builder("drawn.png").width(8).format(format).build();
      try {
        service.resize(original, request);
        diagnosis.good(format.label(), "can be written");
      } catch (ImageResizeException failure) {
        String cure =
            format == ImageFormat.WEBP
                ? "; libwebp's native library needs glibc, and a folder for temporary files that is"
                    + " not mounted noexec: -Djava.io.tmpdir=DIR"
                : "";
        diagnosis.bad(format.label(), failure.getMessage() + cure);
      }
    }
  }

  /** Which codecs are there beside the library's own. */
  void addedCodecs() {
    if (AddedCodecs.all().isEmpty()) {
      diagnosis.doubtful("libvips", AddedCodecs.description());
    } else {
      diagnosis.good("libvips", AddedCodecs.description());
    }
  }

  /** Whether the folder can be read, and how many pictures it has. */
  void folder(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      diagnosis.bad("images", folder + " is no folder that this user can read");
      return;
    }
    try {
      List<Pictures.Picture> found = new FolderPictures(folder).list(1000);
      String many =
          switch (found.size()) {
            case 1 -> "1 picture";
            case 1000 -> "1000 pictures or more";
            default -> found.size() + " pictures";
          };
      if (found.isEmpty()) {
        diagnosis.doubtful("images", folder + " holds nothing that is named as pictures are");
      } else {
        diagnosis.good("images", many);
      }
    } catch (IOException failure) {
      diagnosis.bad("images", folder + " can't be listed: " + failure);
    }
  }

  private static byte[] drawn() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
