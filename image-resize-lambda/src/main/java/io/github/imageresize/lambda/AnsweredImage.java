package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its image.
 *
 * @param original the size of the upright original; null if the function does not say
 * @param sourceModified when the original was last changed; null if the function does not say
 * @param provisional whether the function itself says that it is not to be kept for long
 * @param damage what was amiss with the original; null if nothing was, or the function does not say
 * @param engine the engine that made it; empty if the function does not say
 */
record AnsweredImage(
    ImageFormat format,
    int width,
    int height,
    @Nullable ImageSize original,
    String sourceVersion,
    @Nullable Instant sourceModified,
    boolean provisional,
    @Nullable Damage damage,
    String engine) {

  static AnsweredImage of(ResizedImage image, String engine) {
    return new AnsweredImage(
        image.format(),
        image.width(),
        image.height(),
        image.originalSize().orElse(null),
        image.sourceVersion(),
        image.sourceModified().orElse(null),
        image.isProvisional(),
        image.damage().orElse(null),
        engine);
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("engine", engine);
    json.writeStringField("format", format.label());
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    if (original != null) {
      json.writeNumberField("sourceWidth", original.width());
      json.writeNumberField("sourceHeight", original.height());
    }
    json.writeStringField("sourceVersion", sourceVersion);
    if (sourceModified != null) {
      json.writeStringField("sourceModified", sourceModified.toString());
    }
    if (provisional) {
      json.writeBooleanField("provisional", true);
    }
    if (damage != null) {
      json.writeObjectFieldStart("damage");
      json.writeNumberField("arrived", damage.arrived());
      json.writeStringField("description", damage.description());
      json.writeEndObject();
    }
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
        original(fields),
        SourceVersion.bounded(fields.text("sourceVersion", "")),
        modified(fields),
        fields.bool("provisional", false),
        fields.optionalObject("damage").map(AnsweredImage::damage).orElse(null),
        fields.text("engine", ""));
  }

  private static Damage damage(JsonFields fields) {
    double arrived = fields.number("arrived", 1);
    if (!(arrived >= 0 && arrived <= 1)) {
      throw Answer.broken("damage.arrived must be 0 to 1, but is " + arrived, null);
    }
    return new Damage(arrived, fields.text("description", ""));
  }

  private static @Nullable Instant modified(JsonFields fields) {
    Optional<String> text = fields.text("sourceModified");
    try {
      return text.map(Instant::parse).orElse(null);
    } catch (DateTimeParseException malformed) {
      throw Answer.broken(
          "sourceModified must be a time such as 2026-11-27T10:15:30Z, but is " + text.orElse(""),
          malformed);
    }
  }

  private static @Nullable ImageSize original(JsonFields fields) {
    OptionalInt width = fields.integer("sourceWidth");
    OptionalInt height = fields.integer("sourceHeight");
    if (width.isEmpty() && height.isEmpty()) {
      return null;
    }
    if (width.orElse(0) < 1 || height.orElse(0) < 1) {
      throw Answer.broken(
          "sourceWidth and sourceHeight must both be positive, or absent, but are "
              + width
              + " and "
              + height,
          null);
    }
    return new ImageSize(width.getAsInt(), height.getAsInt());
  }

  /**
   * The image, once its bytes were found to be whole, what the answer says, and what was asked for.
   *
   * @param expectedEngine the engine whose name the cache key bears; what another made is
   *     provisional. After two dashes the function's own name may go on with what its node decides
   */
  ResizedImage verified(byte[] bytes, ImageRequest request, String expectedEngine) {
    boolean isThatForAnimations = request.output().animatedFormat().equals(Optional.of(format));
    if (request.format().isPresent() && request.format().get() != format && !isThatForAnimations) {
      throw Answer.broken(
          "it is "
              + format.label()
              + ", where "
              + request.format().get().label()
              + " was asked for",
          null);
    }
    checkBytes(bytes);
    new RequestedSize(request, original)
        .objection(new ImageSize(width, height))
        .ifPresent(
            right -> {
              throw Answer.broken("it is %dx%d, where %s".formatted(width, height, right), null);
            });
    ResizedImage image =
        ResizedImage.wrap(bytes, format, width, height, sourceVersion, ResizedImage.Origin.REMOTE);
    if (original != null) {
      image = image.withOriginalSize(original);
    }
    if (sourceModified != null) {
      image = image.withSourceModified(sourceModified);
    }
    if (damage != null) {
      image = image.withDamage(damage);
    }
    return provisional || !isOf(expectedEngine) ? image.asProvisional() : image;
  }

  /** Whether the function names this engine, or none. */
  boolean isOf(String expectedEngine) {
    return engine.isEmpty()
        || engine.equals(expectedEngine)
        || engine.startsWith(expectedEngine + "--");
  }

  private void checkBytes(byte[] bytes) {
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
    if (!EncodedImageEnd.isReached(format, bytes)) {
      throw Answer.broken(
          "its " + bytes.length + " bytes of " + format.label() + " end before the image does",
          null);
    }
  }

  private static String describe(ImageFormat format, int width, int height) {
    return format.label() + " of " + width + "x" + height;
  }
}
