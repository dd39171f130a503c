package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.RgbaColor;
import java.io.IOException;
import java.util.Base64;

/** What an answer says of an original that was to be described. */
final class AnsweredDescription {
  private static final String PNG = "data:image/png;base64,";

  /** Of a ThumbHash, which has 25 bytes at most. */
  private static final int MOST_HASH_BYTES = 32;

  /** Of a picture of 32 pixels, which has 4 KiB of samples. */
  private static final int MOST_PLACEHOLDER_BYTES = 16 << 10;

  private AnsweredDescription() {}

  static void write(JsonGenerator json, ImageDescription description) throws IOException {
    json.writeStringField("format", description.format());
    json.writeNumberField("width", description.size().width());
    json.writeNumberField("height", description.size().height());
    json.writeNumberField("frames", description.frames());
    json.writeBooleanField("alpha", description.hasAlpha());
    if (description.profile().isPresent()) {
      json.writeStringField("profile", description.profile().get());
    }
    json.writeStringField("dominantColor", description.dominantColor().toHex());
    json.writeFieldName("thumbHash");
    json.writeBinary(description.thumbHash());
    json.writeStringField("placeholder", description.placeholder());
  }

  /**
   * Reads a description.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} or {@code INVALID_REQUEST} if it does not
   *     keep the contract
   */
  static ImageDescription read(JsonFields fields) {
    int width = positive("width", fields.requiredInteger("width"));
    int height = positive("height", fields.requiredInteger("height"));
    String placeholder = fields.requiredText("placeholder");
    if (!placeholder.startsWith(PNG)) {
      throw Answer.broken("its placeholder must begin with " + PNG, null);
    }
    return ImageDescription.builder(fields.requiredText("format"), new ImageSize(width, height))
        .frames(positive("frames", fields.integer("frames").orElse(1)))
        .alpha(fields.bool("alpha", false))
        .profile(fields.text("profile").orElse(null))
        .dominantColor(RgbaColor.parse(fields.requiredText("dominantColor")))
        .placeholder(
            bytes("thumbHash", fields.requiredText("thumbHash"), MOST_HASH_BYTES),
            bytes("placeholder", placeholder.substring(PNG.length()), MOST_PLACEHOLDER_BYTES))
        .build();
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw ImageResizeException.invalid(name, value, "must be positive");
    }
    return value;
  }

  private static byte[] bytes(String name, String base64, int most) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException garbage) {
      throw Answer.broken("its " + name + " is not base64", garbage);
    }
    if (bytes.length == 0 || bytes.length > most) {
      throw Answer.broken(
          "its " + name + " must have 1 to " + most + " bytes, but has " + bytes.length, null);
    }
    return bytes;
  }
}
