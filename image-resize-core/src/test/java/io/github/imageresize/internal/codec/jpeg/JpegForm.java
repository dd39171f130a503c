package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;

/** The JPEG encoder with a form chosen beforehand, whatever is asked for. */
public final class JpegForm {
  private JpegForm() {}

  /** As the request says, which is baseline unless it says otherwise. */
  public static ImageEncoder baseline() {
    return new JpegEncoder();
  }

  /** Progressive. */
  public static ImageEncoder progressive() {
    JpegEncoder encoder = new JpegEncoder();
    return new ImageEncoder() {
      @Override
      public ImageFormat format() {
        return encoder.format();
      }

      @Override
      public boolean accepts(ColorModel model, boolean alpha) {
        return encoder.accepts(model, alpha);
      }

      @Override
      public long memoryNeeded(int width, int height, boolean alpha, EncodeRequest request) {
        return encoder.memoryNeeded(width, height, alpha, request);
      }

      @Override
      public byte[] encode(PlanarImage image, EncodeRequest request) {
        return encoder.encode(image, request.toBuilder().progressive(true).build());
      }
    };
  }
}
