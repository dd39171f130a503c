package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * What is asked of the function: the message of the contract that goes in. Defaults are spelled out
 * and the device pixel ratio is multiplied in, so that a function needs no knowledge of either.
 *
 * @param handOff whether the caller can take a result from a bucket
 */
record Invocation(Operation operation, ImageRequest request, boolean handOff) {
  /** The version of the contract; raised only when a reader of the one before would go wrong. */
  static final int CONTRACT = 1;

  private static final int DEFAULT_QUALITY = 80;

  /** What the function is to do. */
  enum Operation {
    /** Make an image. */
    RESIZE,
    /** Tell the original's version. */
    VERSION
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.std.getStreamingFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("contract", CONTRACT);
      json.writeStringField("operation", label(operation));
      if (operation == Operation.RESIZE) {
        json.writeBooleanField("handOff", handOff);
      }
      json.writeObjectFieldStart("request");
      writeRequest(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private void writeRequest(JsonGenerator json) throws IOException {
    json.writeStringField("source", request.source());
    if (operation == Operation.VERSION) {
      return;
    }
    if (request.boxWidth().isPresent()) {
      json.writeNumberField("width", request.boxWidth().getAsInt());
    }
    if (request.boxHeight().isPresent()) {
      json.writeNumberField("height", request.boxHeight().getAsInt());
    }
    json.writeStringField("fit", label(request.fit()));
    json.writeStringField("position", request.position().label());
    if (request.crop().isPresent()) {
      json.writeStringField("crop", request.crop().get().label());
    }
    json.writeBooleanField("enlarge", request.enlarge());
    json.writeStringField("flip", label(request.flip()));
    json.writeNumberField("rotate", request.rotation().degrees());
    if (request.format().isPresent()) {
      json.writeStringField("format", request.format().get().label());
    }
    json.writeNumberField("quality", request.quality().orElse(DEFAULT_QUALITY));
    if (request.background().isPresent()) {
      json.writeStringField("background", request.background().get().toHex());
    }
    json.writeBooleanField("keepCopyright", request.keepCopyright());
  }

  /**
   * Reads a message.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if its contract is not this one, {@code
   *     INVALID_REQUEST} if it breaks the contract
   */
  static Invocation read(InputStream in) throws IOException {
    JsonFields fields;
    try {
      fields = new JsonFields(JsonMessage.object(in.readAllBytes()));
    } catch (JsonMessage.NoObjectException other) {
      throw new ImageResizeException(
          Reason.INVALID_REQUEST,
          "the message must be a JSON object, but " + other.getMessage(),
          other);
    }
    int contract = fields.requiredInteger("contract");
    if (contract != CONTRACT) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE,
          "this function keeps contract " + CONTRACT + ", but was asked for " + contract);
    }
    Operation operation =
        constant(Operation.class, "operation", fields.text("operation", "resize"));
    boolean handOff = operation == Operation.RESIZE && fields.bool("handOff", true);
    return new Invocation(operation, readRequest(fields.object("request")), handOff);
  }

  private static ImageRequest readRequest(JsonFields fields) {
    ImageRequest.Builder request = ImageRequest.builder(fields.requiredText("source"));
    fields.integer("width").ifPresent(request::width);
    fields.integer("height").ifPresent(request::height);
    request.fit(constant(Fit.class, "fit", fields.text("fit", "inside")));
    request.position(Position.parse(fields.text("position", Position.CENTER.label())));
    fields.text("crop").map(Crop::parse).ifPresent(request::crop);
    request.enlarge(fields.bool("enlarge", false));
    request.flip(constant(Flip.class, "flip", fields.text("flip", "none")));
    request.rotation(Rotation.ofDegrees(fields.integer("rotate").orElse(0)));
    fields.text("format").map(Invocation::format).ifPresent(request::format);
    fields.integer("quality").ifPresent(request::quality);
    fields.text("background").map(RgbaColor::parse).ifPresent(request::background);
    request.keepCopyright(fields.bool("keepCopyright", false));
    return request.build();
  }

  private static ImageFormat format(String label) {
    return ImageFormat.ofLabel(label)
        .orElseThrow(
            () -> ImageResizeException.invalid("format", label, "must be jpeg, png, webp or gif"));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String field, String label) {
    for (E constant : type.getEnumConstants()) {
      if (label(constant).equals(label)) {
        return constant;
      }
    }
    throw ImageResizeException.invalid(
        field, label, "must be one of the values that the contract names");
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
