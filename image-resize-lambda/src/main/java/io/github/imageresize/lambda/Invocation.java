package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.SupportedOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * What is asked of the function: the message of the contract that goes in. Defaults are spelled out
 * and the device pixel ratio is multiplied in, so that a function needs no knowledge of either.
 *
 * @param handOff whether the caller can take a result from a bucket
 * @param contract the version of the contract in which it is asked, and is to be answered
 */
record Invocation(Operation operation, ImageRequest request, boolean handOff, int contract) {
  /** The version of the contract; raised only when a reader of the one before would go wrong. */
  static final int CONTRACT = 2;

  /** The oldest version that is still answered. */
  static final int OLDEST_CONTRACT = 1;

  private static final int CONTRACT_OF_DESCRIPTIONS = 2;

  /** What the function is to do. */
  enum Operation {
    /** Make an image. */
    RESIZE,
    /** Tell the original's version. */
    VERSION,
    /** Tell what the original is. */
    DESCRIBE;

    /** The oldest version of the contract that has it. */
    private int contract() {
      return this == DESCRIBE ? CONTRACT_OF_DESCRIPTIONS : OLDEST_CONTRACT;
    }
  }

  /**
   * Asked in the oldest version of the contract that has words for it, so that functions of that
   * version go on answering.
   */
  Invocation(Operation operation, ImageRequest request, boolean handOff) {
    this(
        operation,
        request,
        handOff,
        operation == Operation.RESIZE ? newest(request).contract(request) : operation.contract());
  }

  /** An option that needs the newest contract of all that are asked for. */
  private static ImageOption<?> newest(ImageRequest request) {
    return ImageOptions.all().stream()
        .max(Comparator.comparingInt(option -> option.contract(request)))
        .orElseThrow();
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.std.getStreamingFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("contract", contract);
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
    if (operation != Operation.RESIZE) {
      return;
    }
    for (ImageOption<?> option : ImageOptions.all()) {
      Optional<Object> value = option.plain(request);
      if (value.isPresent()) {
        json.writeObjectField(option.contractName().orElseThrow(), value.get());
      }
    }
  }

  /** What is said of a function that keeps an older contract than is needed. */
  ImageResizeException refusal(int contractOfFunction) {
    String engine = "of the function, which keeps contract " + contractOfFunction + ",";
    if (operation == Operation.DESCRIBE) {
      String message = "the engine " + engine + " can't describe originals";
      return new ImageResizeException(Reason.INVALID_REQUEST, message)
          .withPublicMessage(message)
          .withBasis(ImageResizeException.Basis.NODE);
    }
    return SupportedOptions.refusal(newest(request), request, engine);
  }

  /**
   * Reads a message.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if its contract is none of these, {@code
   *     INVALID_REQUEST} if it breaks the contract
   */
  static Invocation read(InputStream in) throws IOException {
    JsonFields message = message(in);
    return read(message, contractOf(message));
  }

  /**
   * The fields of a message.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if it is no JSON object
   */
  static JsonFields message(InputStream in) throws IOException {
    try {
      return new JsonFields(JsonMessage.object(in.readAllBytes()));
    } catch (JsonMessage.NoObjectException other) {
      throw new ImageResizeException(
          Reason.INVALID_REQUEST,
          "the message must be a JSON object, but " + other.getMessage(),
          other);
    }
  }

  /**
   * The version of the contract in which is asked.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if it is none of those that are kept
   */
  static int contractOf(JsonFields fields) {
    int contract = fields.requiredInteger("contract");
    if (contract < OLDEST_CONTRACT || contract > CONTRACT) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE,
          "this function keeps contracts "
              + OLDEST_CONTRACT
              + " to "
              + CONTRACT
              + ", but was asked for "
              + contract);
    }
    return contract;
  }

  /**
   * Reads a message's fields.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if they break the contract
   */
  static Invocation read(JsonFields fields, int contract) {
    Operation operation =
        constant(Operation.class, "operation", fields.text("operation", "resize"));
    if (operation.contract() > contract) {
      throw ImageResizeException.invalid(
          "contract",
          contract,
          "must be " + operation.contract() + " for the operation " + label(operation));
    }
    boolean handOff = operation == Operation.RESIZE && fields.bool("handOff", true);
    ImageRequest request = readRequest(fields.object("request"));
    ImageOption<?> newest = newest(request);
    if (newest.contract(request) > contract) {
      throw ImageResizeException.invalid(
          "contract",
          contract,
          "must be "
              + newest.contract(request)
              + " for the option "
              + newest.contractName().orElseThrow());
    }
    return new Invocation(operation, request, handOff, contract);
  }

  private static ImageRequest readRequest(JsonFields fields) {
    ImageRequest.Builder request = ImageRequest.builder(fields.requiredText("source"));
    for (ImageOption<?> option : ImageOptions.all()) {
      option
          .contractName()
          .flatMap(fields::value)
          .ifPresent(value -> option.readPlain(request, value));
    }
    return request.build();
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
