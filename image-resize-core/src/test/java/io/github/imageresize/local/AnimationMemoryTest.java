package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.animation.CompositedAnimation;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.animation.PngAnimations;
import io.github.imageresize.internal.animation.StoredAnimation;
import io.github.imageresize.internal.animation.WebpAnimations;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory grows with a frame, not with the animation, but for the result. */
class AnimationMemoryTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;

  /** What libwebp and zlib hold besides, for a picture of that width. */
  private static final long NATIVE = 2L << 20;

  private final CodecRegistry codecs = CodecRegistry.standard();

  private long neededToReduce(int frames) {
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(WIDTH, HEIGHT, frames));
    ImageRequest request = ImageRequest.builder("a.gif").width(240).build();
    try (ImageDecoder decoder = codecs.open(gif)) {
      assertThat(decoder.header().frames()).isEqualTo(frames);
      ImageEncoder encoder = codecs.encoder(ImageFormat.GIF).orElseThrow();
      ResizePlan plan = ResizePlan.of(decoder.header(), request, 8192);
      AnimationEncoder animations = encoder.animation().orElseThrow();
      return new AnimatedRendering(decoder, request, plan, encoder, animations, Optional.empty())
          .memoryNeededToReduce();
    }
  }

  @Test
  void takesAsMuchHoweverManyFramesThereAre() {
    assertThat(neededToReduce(40)).isEqualTo(neededToReduce(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"GIF", "PNG", "WEBP"})
  void takesNoMoreThanFourFramesToDecodeAndComposite(ImageFormat format) {
    StoredAnimation moving = DrawnAnimations.movingSquare(WIDTH, HEIGHT, 3);
    byte[] file =
        switch (format) {
          case GIF -> GifAnimations.write(moving);
          case PNG -> PngAnimations.write(moving);
          default -> WebpAnimations.write(moving);
        };
    try (ImageDecoder decoder = codecs.open(file)) {
      long needed = decoder.framesMemoryNeeded() + CompositedAnimation.memoryNeeded(WIDTH, HEIGHT);
      long aFrame = 4L * WIDTH * HEIGHT;
      assertThat(needed).isBetween(2 * aFrame, 4 * aFrame + NATIVE);
    }
  }
}
