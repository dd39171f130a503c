package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.io.IOException;

/**
 * What an answer says of its image.
 *
 * @param engine the engine that made it; empty if the function does not say
 */
record AnsweredImage(
    ImageFormat format, int width, int height, String sourceVersion, String engine) {

  static AnsweredImage of(ResizedImage image, String engine) {
    return new AnsweredImage(
        image.format(), image.width(), image.height(), image.sourceVersion(), engine);
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("engine", engine);
    json.writeStringField("format", format.label());
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    json.writeStringField("sourceVersion", sourceVersion);
  }

  static AnsweredImage read(JsonFields fields) {
    String label = fields.requiredText("format");
    ImageFormat format =
        ImageFormat.ofLabel(label)
            .orElseThrow(() -> Answer.broken("its format is unknown: " + label, null));
    return new AnsweredImage(
        format,
        fields.requiredInteger("width"),
        fields.requiredInteger("height"),
        fields.text("sourceVersion", ""),
        fields.text("engine", ""));
  }

  /**
   * The image, once its bytes were found to be what the answer says and what was asked for.
   *
   * @param expectedEngine the engine whose name the cache key bears; what another made is
   *     provisional
   */
  ResizedImage verified(byte[] bytes, ImageRequest request, String expectedEngine) {
    if (request.format().isPresent() && request.format().get() != format) {
      throw Answer.broken(
          "it is "
              + format.label()
              + ", where "
              + request.format().get().label()
              + " was asked for",
          null);
    }
    EncodedImageHeader header =
        EncodedImageHeader.read(bytes)
            .orElseThrow(() -> Answer.broken("its " + bytes.length + " bytes are no image", null));
    if (!header.equals(new EncodedImageHeader(format, width, height))) {
      throw Answer.broken(
          "it claims "
              + describe(format, width, height)
              + ", but carries "
              + describe(header.format(), header.width(), header.height()),
          null);
    }
    ResizedImage image =
        ResizedImage.wrap(bytes, format, width, height, sourceVersion, ResizedImage.Origin.REMOTE);
    return engine.isEmpty() || engine.equals(expectedEngine) ? image : image.asProvisional();
  }

  private static String describe(ImageFormat format, int width, int height) {
    return format.label() + " of " + width + "x" + height;
  }
}
