package io.github.imageresize.local;

import io.github.imageresize.Frames;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import io.github.imageresize.internal.animation.StoredAnimation;
import io.github.imageresize.internal.animation.StoredFrame;
import io.github.imageresize.internal.animation.WebpAnimations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the frames of animations take, read and written in each format that has them. */
class AnimationMemoryIT {

  @Test
  void takesNoMoreHeapThanEstimated() throws Exception {
    MemoryTruth.assertEstimatesHold(Cases.class);
  }

  /** Drawn in the virtual machine that measures. */
  public static final class Cases implements MemoryCases {
    private static final int[][] SIZES = {{500, 400}, {3, 8000}, {8000, 3}};
    private static final int FRAMES = 4;

    private final List<MemoryCase> cases = new ArrayList<>();

    @Override
    public List<MemoryCase> cases() {
      for (int[] size : SIZES) {
        String label = " of %dx%d".formatted(size[0], size[1]);
        add("GIF" + label, () -> GifAnimations.write(noise(size, 120)), ImageFormat.GIF);
        add("GIF" + label, () -> GifAnimations.write(noise(size, 120)), ImageFormat.PNG);
        add("PNG" + label, () -> PngAnimations.write(noise(size, 1 << 24)), ImageFormat.GIF);
        add("PNG" + label, () -> PngAnimations.write(noise(size, 1 << 24)), ImageFormat.PNG);
        add("PNG" + label, () -> PngAnimations.write(noise(size, 1 << 24)), ImageFormat.WEBP);
        add("WebP" + label, () -> WebpAnimations.write(noise(size, 1 << 24)), ImageFormat.PNG);
      }
      return cases;
    }

    private void add(String name, Supplier<byte[]> original, ImageFormat format) {
      ImageRequest.Builder all =
          ImageRequest.builder("drawn").format(format).frames(Frames.ALL).quality(100);
      cases.add(new MemoryCase(name + " to " + format, original, all.build()));
    }

    /** Frames that cover the picture, and each put back what was below. */
    private static StoredAnimation noise(int[] size, int colors) {
      Random random = new Random(3);
      int[] palette = random.ints(colors < 1 << 24 ? colors : 0).toArray();
      List<StoredFrame> frames = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        int[] argb = new int[size[0] * size[1]];
        for (int at = 0; at < argb.length; at++) {
          int color = palette.length > 0 ? palette[random.nextInt(colors)] : random.nextInt();
          argb[at] = 0xFF000000 | color;
        }
        frames.add(new StoredFrame(argb, 0, 0, size[0], size[1], 50, Disposal.RESTORE, true));
      }
      return new StoredAnimation(size[0], size[1], 0, frames);
    }
  }
}
