package io.github.imageresize.local;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.codec.ImageHeader;

/** Refuses what passes a limit, before any work is spent on it. */
final class SourceLimits {
  private SourceLimits() {}

  static void checkLength(long bytes, ResizeLimits limits) {
    if (bytes > limits.sourceBytes()) {
      throw tooLarge(bytes + " bytes", limits.sourceBytes() + " bytes");
    }
  }

  /**
   * Refuses an image of which too much has to be decoded.
   *
   * @param decoded pixels that have to be decoded
   */
  static void checkPixels(long decoded, ImageHeader header, ResizeLimits limits) {
    if (decoded > limits.sourcePixels()) {
      String claimed = header.width() + "x" + header.height() + " pixels";
      long area = (long) header.width() * header.height();
      if (decoded > area) {
        claimed += " in " + header.frames() + " frames";
      } else if (decoded < area) {
        claimed += ", of which " + decoded + " would have to be decoded";
      }
      throw tooLarge(claimed, limits.sourcePixels() + " to be decoded");
    }
  }

  /** Refuses what passes the limits on pixels or on memory. */
  static void check(Making making, ImageHeader header, ResizeLimits limits) {
    checkPixels(making.decodedPixels(), header, limits);
    checkMemory(making.memoryNeededToReduce(), making.memoryNeeded(), limits);
  }

  /** Whether all frames may be made. */
  static boolean allow(Making all, ImageHeader header, ResizeLimits limits) {
    return header.frames() <= limits.sourceFrames()
        && all.decodedPixels() <= limits.sourcePixels()
        && all.memoryNeeded() <= limits.memoryBytes();
  }

  /** Refuses an animation of too many frames. */
  static void checkFrames(ImageHeader header, ResizeLimits limits) {
    if (header.frames() > limits.sourceFrames()) {
      throw tooLarge(
          header.frames() + " frames", limits.sourceFrames() + " for all of them to be asked for");
    }
  }

  /**
   * Refuses an image that would not fit into the memory for all images.
   *
   * @param toReduce the part that the original's size brings about
   * @param whole what is needed in all
   */
  static void checkMemory(long toReduce, long whole, ResizeLimits limits) {
    if (whole > limits.memoryBytes()) {
      Reason reason = toReduce > whole / 2 ? Reason.SOURCE_TOO_LARGE : Reason.RESULT_TOO_LARGE;
      throw new ImageResizeException(
          reason,
          "Making the image would take "
              + whole
              + " bytes of memory; it may take "
              + limits.memoryBytes());
    }
  }

  static void checkResult(int bytes, ResizeLimits limits) {
    if (bytes > limits.resultBytes()) {
      throw new ImageResizeException(
          Reason.RESULT_TOO_LARGE,
          "The result has " + bytes + " bytes; it may have " + limits.resultBytes());
    }
  }

  private static ImageResizeException tooLarge(String claimed, String allowed) {
    return new ImageResizeException(
        Reason.SOURCE_TOO_LARGE, "The original has " + claimed + "; it may have " + allowed);
  }
}
