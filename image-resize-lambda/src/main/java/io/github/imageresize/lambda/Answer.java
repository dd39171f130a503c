package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the function answers: the message of the contract that comes out. Reading it checks that it
 * keeps the contract; what it says of an image is checked by {@link AnsweredImage}.
 */
sealed interface Answer {

  /** An image, in the message itself. */
  record Inline(AnsweredImage image, String base64) implements Answer {
    byte[] bytes() {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException garbage) {
        throw broken("its image is not base64", garbage);
      }
    }
  }

  /** An image that would not fit into a message, left in a bucket. */
  record HandOff(AnsweredImage image, StoredResult result) implements Answer {}

  /** The version of an original; empty if its source has none. */
  record Version(String sourceVersion) implements Answer {}

  /** What an original is. */
  record Description(ImageDescription description) implements Answer {}

  /** A failure that the contract has a reason for. */
  record Failure(ImageResizeException exception, int contract) implements Answer {}

  /** Writes an image into the message. */
  static void writeInline(OutputStream out, int contract, ResizedImage image, String engine)
      throws IOException {
    try (JsonGenerator json = start(out, contract)) {
      AnsweredImage.of(image, engine).writeTo(json);
      json.writeFieldName("image");
      json.writeBinary(image.toByteArray());
      json.writeEndObject();
    }
  }

  /** Writes where an image was left. */
  static void writeHandOff(
      OutputStream out, int contract, ResizedImage image, String engine, StoredResult result)
      throws IOException {
    try (JsonGenerator json = start(out, contract)) {
      AnsweredImage.of(image, engine).writeTo(json);
      json.writeObjectFieldStart("result");
      json.writeStringField("bucket", result.bucket());
      json.writeStringField("key", result.key());
      json.writeNumberField("length", result.length());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** Writes the version of an original. */
  static void writeVersion(OutputStream out, int contract, String sourceVersion)
      throws IOException {
    try (JsonGenerator json = start(out, contract)) {
      json.writeStringField("sourceVersion", sourceVersion);
      json.writeEndObject();
    }
  }

  /** Writes what an original is. */
  static void writeDescription(OutputStream out, int contract, ImageDescription description)
      throws IOException {
    try (JsonGenerator json = start(out, contract)) {
      json.writeObjectFieldStart("description");
      AnsweredDescription.write(json, description);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** Writes a failure. */
  static void writeFailure(OutputStream out, int contract, ImageResizeException failure)
      throws IOException {
    try (JsonGenerator json = start(out, contract)) {
      json.writeObjectFieldStart("failure");
      json.writeStringField("reason", failure.reason().name());
      json.writeStringField("basis", failure.basis().name());
      json.writeStringField("message", failure.getMessage());
      json.writeStringField("publicMessage", failure.publicMessage());
      if (failure.retryAfter().isPresent()) {
        json.writeNumberField("retryAfterMillis", failure.retryAfter().get().toMillis());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static JsonGenerator start(OutputStream out, int contract) throws IOException {
    JsonGenerator json = JSON.std.getStreamingFactory().createGenerator(out);
    json.writeStartObject();
    json.writeNumberField("contract", contract);
    return json;
  }

  /**
   * Reads a message.
   *
   * @param asked the version of the contract in which the function was asked
   * @throws ImageResizeException with {@code UNAVAILABLE} if the message does not keep the contract
   */
  static Answer read(byte[] message, int asked) {
    try {
      return read(new JsonFields(JsonMessage.object(message)), asked);
    } catch (JsonMessage.NoObjectException other) {
      throw broken(String.valueOf(other.getMessage()), other);
    } catch (ImageResizeException field) {
      throw field.reason() == Reason.INVALID_REQUEST
          ? broken(String.valueOf(field.getMessage()), field)
          : field;
    }
  }

  private static Answer read(JsonFields fields, int asked) {
    int contract = fields.requiredInteger("contract");
    boolean failed = fields.optionalObject("failure").isPresent();
    // That it does not know the contract a function can say in its own alone.
    boolean older = failed && contract >= Invocation.OLDEST_CONTRACT && contract < asked;
    if (contract != asked && !older) {
      throw broken("it keeps contract " + contract + ", where " + asked + " was asked for", null);
    }
    if (failed) {
      return new Failure(failure(fields.object("failure")), contract);
    }
    if (fields.optionalObject("result").isPresent()) {
      return new HandOff(AnsweredImage.read(fields), StoredResult.read(fields.object("result")));
    }
    if (fields.text("image").isPresent()) {
      return new Inline(AnsweredImage.read(fields), fields.requiredText("image"));
    }
    Optional<JsonFields> description = fields.optionalObject("description");
    if (description.isPresent()) {
      return new Description(AnsweredDescription.read(description.get()));
    }
    return new Version(SourceVersion.bounded(fields.requiredText("sourceVersion")));
  }

  private static ImageResizeException failure(JsonFields fields) {
    String name = fields.requiredText("reason");
    String message = "the function: " + fields.text("message", name);
    ImageResizeException usual = new ImageResizeException(reason(name), message);
    ImageResizeException failure = usual.withBasis(basis(fields, usual.basis()));
    if (fields.text("publicMessage").isPresent()) {
      failure = failure.withPublicMessage(fields.requiredText("publicMessage"));
    }
    int retryAfter = fields.integer("retryAfterMillis").orElse(0);
    return retryAfter > 0 ? failure.withRetryAfter(Duration.ofMillis(retryAfter)) : failure;
  }

  /** A reason that this version does not know is an outage: another engine may know better. */
  private static Reason reason(String name) {
    for (Reason reason : Reason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    return Reason.UNAVAILABLE;
  }

  /** A basis that this version does not know is no basis to rely on for long. */
  private static Basis basis(JsonFields fields, Basis usual) {
    String name = fields.text("basis", usual.name());
    for (Basis basis : Basis.values()) {
      if (basis.name().equals(name)) {
        return basis;
      }
    }
    return Basis.MOMENT;
  }

  /** An answer that does not keep the contract. */
  static ImageResizeException broken(String how, @Nullable Throwable cause) {
    return new ImageResizeException(
        Reason.UNAVAILABLE, "the function's answer does not keep the contract: " + how, cause);
  }
}
