package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.AnimationEncoder;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.Frame;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.animation.CompositedAnimation;
import io.github.imageresize.internal.effect.OverlayStage;
import java.util.Optional;

/**
 * The making of an animation: its frames are composited as they show, and each of them is made as a
 * still picture is. One frame at a time is on its way.
 */
final class AnimatedRendering implements Making {
  private final ImageDecoder decoder;
  private final ResizePlan plan;
  private final AnimationEncoder animationEncoder;
  private final boolean alphaWritten;
  private final Rendering frameRendering;

  AnimatedRendering(
      ImageDecoder decoder,
      ImageRequest request,
      ResizePlan plan,
      ImageEncoder encoder,
      AnimationEncoder animationEncoder,
      Optional<OverlayStage> overlay) {
    this.decoder = decoder;
    this.plan = plan;
    this.animationEncoder = animationEncoder;
    alphaWritten = encoder.format().hasAlpha();
    frameRendering = new Rendering(new FrameDecoder(decoder), request, plan, encoder, overlay);
  }

  @Override
  public long decodedPixels() {
    return frameRendering.decodedPixels() * decoder.header().frames();
  }

  @Override
  public long memoryNeededToReduce() {
    return frameRendering.memoryNeededToReduce();
  }

  @Override
  public long memoryNeeded() {
    return frameRendering.memoryNeededToPrepare()
        + animationEncoder.memoryNeeded(
            plan.width(),
            plan.height(),
            decoder.header().frames(),
            alphaWritten,
            frameRendering.encodeRequest(Deadline.NONE));
  }

  @Override
  public boolean wasInSrgb() {
    return frameRendering.wasInSrgb();
  }

  @Override
  public boolean allFrames() {
    return true;
  }

  @Override
  public byte[] render(Deadline deadline, DamageReport damage) {
    DecodeRequest whole = DecodeRequest.whole(decoder.header()).on(deadline, damage);
    Animation composited = new CompositedAnimation(decoder.frames(whole));
    byte[] encoded =
        animationEncoder.encode(
            new RenderedFrames(composited, frameRendering.readProfile(), deadline),
            frameRendering.encodeRequest(deadline));
    deadline.check();
    return encoded;
  }

  /** Composited frames, each as it goes to the encoder. */
  private final class RenderedFrames implements Animation {
    private final Animation composited;
    private final SrgbStage toSrgb;
    private final Deadline deadline;

    RenderedFrames(Animation composited, SrgbStage toSrgb, Deadline deadline) {
      this.composited = composited;
      this.toSrgb = toSrgb;
      this.deadline = deadline;
    }

    @Override
    public int width() {
      return plan.width();
    }

    @Override
    public int height() {
      return plan.height();
    }

    @Override
    public int loops() {
      return composited.loops();
    }

    @Override
    public boolean hasNext() {
      return composited.hasNext();
    }

    @Override
    public Frame next() {
      deadline.check();
      Frame frame = composited.next();
      return Frame.whole(
          frameRendering.prepared(frame.picture(), toSrgb, deadline).toImage(), frame.duration());
    }
  }

  /** What a composited frame is to be known by before there is one: a picture at full size. */
  private record FrameDecoder(ImageDecoder frames) implements ImageDecoder {

    @Override
    public ImageHeader header() {
      return frames.header();
    }

    @Override
    public long memoryNeeded(DecodeRequest request) {
      ImageHeader header = header();
      return frames.framesMemoryNeeded()
          + CompositedAnimation.memoryNeeded(header.width(), header.height());
    }

    @Override
    public PlanarImage decode(DecodeRequest request) {
      throw new IllegalStateException("frames are composited one after the other");
    }

    @Override
    public void close() {
      frames.close();
    }
  }
}
