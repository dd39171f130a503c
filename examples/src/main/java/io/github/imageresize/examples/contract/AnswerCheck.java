package io.github.imageresize.examples.contract;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.examples.AddedCodecs;
import io.github.imageresize.local.LocalResizeService;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Holds an answer against what was expected of it. */
final class AnswerCheck {
  /** Of a channel, so that lossy formats and other resampling filters pass. */
  private static final int TOLERANCE = 24;

  private static final List<String> REASONS =
      List.of(
          "INVALID_REQUEST",
          "FORBIDDEN",
          "SOURCE_NOT_FOUND",
          "SOURCE_TOO_LARGE",
          "RESULT_TOO_LARGE",
          "UNSUPPORTED_IMAGE",
          "CORRUPT_IMAGE",
          "OVERLOADED",
          "UNAVAILABLE",
          "TIMEOUT");

  /** What a description says where it leaves a field out. */
  private static final Map<String, Object> USUAL = Map.of("frames", 1, "alpha", false);

  private static final Set<Integer> VERSIONS = Set.of(1, 2);

  private final LocalResizeService decoder = decoder();

  private static LocalResizeService decoder() {
    LocalResizeService.Builder builder = LocalResizeService.builder();
    AddedCodecs.all().forEach(builder::codec);
    return builder.build();
  }

  /** What is wrong with an answer; empty if nothing is. */
  Optional<String> objection(ContractCase asked, byte[] answer) {
    try {
      Object value = JSON.std.anyFrom(answer);
      if (!(value instanceof Map<?, ?> fields)) {
        return Optional.of("the answer is no JSON object but " + value);
      }
      if (!isVersion(fields.get("contract"), asked.contract(), fields.containsKey("failure"))) {
        return Optional.of(
            "contract is "
                + fields.get("contract")
                + ", not "
                + asked.contract()
                + ": "
                + shown(answer));
      }
      String objection = check(asked.expectation(), fields);
      return Optional.ofNullable(objection == null ? checkRefusal(asked, fields) : objection);
    } catch (IOException malformed) {
      return Optional.of("the answer is no JSON: " + shown(answer));
    }
  }

  /** That a function does not know a version it can say in another alone. */
  private static boolean isVersion(@Nullable Object answered, int asked, boolean failed) {
    return answered instanceof Number number
        && (number.doubleValue() == asked || (failed && VERSIONS.contains(number.intValue())));
  }

  /** Who can't do what others can says so by the name of the option, so that others are asked. */
  private static @Nullable String checkRefusal(ContractCase asked, Map<?, ?> answer)
      throws IOException {
    boolean refused =
        asked.expectation().containsKey("orReasons")
            && answer.get("failure") instanceof Map<?, ?> failure
            && "INVALID_REQUEST".equals(failure.get("reason"));
    List<String> options = asked.optionsOfVersion2();
    if (!refused || options.isEmpty()) {
      return null;
    }
    Map<?, ?> failure = (Map<?, ?>) Objects.requireNonNull(answer.get("failure"));
    String message = String.valueOf(failure.get("message"));
    if (!"NODE".equals(failure.get("basis"))) {
      return "it can't do what is asked, but the basis is " + failure.get("basis") + ", not NODE";
    }
    return options.stream().anyMatch(message::contains)
        ? null
        : "it can't do what is asked, but names none of " + options + ": " + message;
  }

  private @Nullable String check(Map<String, Object> expected, Map<?, ?> answer)
      throws IOException {
    if (answer.get("failure") instanceof Map<?, ?> failure) {
      return checkFailure(expected, failure);
    }
    if (expected.containsKey("reasons")) {
      return "it is no failure, where one of " + expected.get("reasons") + " is expected";
    }
    if (expected.containsKey("version")) {
      boolean told = answer.get("sourceVersion") instanceof String text && !text.isEmpty();
      return told ? null : "sourceVersion is " + answer.get("sourceVersion");
    }
    if (expected.get("description") instanceof Map<?, ?> described) {
      return checkDescription(described, answer.get("description"));
    }
    return checkImage(expected, answer);
  }

  private static @Nullable String checkDescription(Map<?, ?> expected, @Nullable Object answered) {
    if (!(answered instanceof Map<?, ?> description)) {
      return "it has no description";
    }
    for (Map.Entry<?, ?> field : expected.entrySet()) {
      Object usual = USUAL.get(field.getKey());
      Object found =
          description.get(field.getKey()) == null ? usual : description.get(field.getKey());
      if (!field.getValue().equals(found)) {
        return field.getKey() + " is " + found + ", not " + field.getValue();
      }
    }
    if (!matches(description.get("dominantColor"), "[0-9a-fA-F]{8}")) {
      return "dominantColor is " + description.get("dominantColor") + ", not rrggbbaa";
    }
    if (!matches(description.get("thumbHash"), "[A-Za-z0-9+/]{8,42}={0,2}")) {
      return "thumbHash is " + description.get("thumbHash") + ", not base64 of up to 32 bytes";
    }
    return matches(description.get("placeholder"), "data:image/png;base64,iVBOR.+")
        ? null
        : "placeholder is no PNG as a data: URI";
  }

  private static boolean matches(@Nullable Object value, String pattern) {
    return value instanceof String text && text.matches(pattern);
  }

  private static @Nullable String checkFailure(Map<String, Object> expected, Map<?, ?> failure) {
    Object reason = failure.get("reason");
    if (!REASONS.contains(reason)) {
      return "the contract has no reason " + reason;
    }
    Object allowed =
        expected.getOrDefault("reasons", expected.getOrDefault("orReasons", List.of()));
    return ((List<?>) allowed).contains(reason)
        ? null
        : "it fails by "
            + reason
            + " ("
            + failure.get("message")
            + "), where "
            + (expected.containsKey("reasons") ? "one of " + allowed : "an image")
            + " is expected";
  }

  private @Nullable String checkImage(Map<String, Object> expected, Map<?, ?> answer)
      throws IOException {
    if (!(answer.get("image") instanceof String base64)) {
      return "it has no image";
    }
    for (String field : List.of("format", "width", "height")) {
      if (!required(expected, field).equals(answer.get(field))) {
        return field + " is " + answer.get(field) + ", not " + expected.get(field);
      }
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException garbage) {
      return "its image is not base64";
    }
    if (!begins(bytes, (String) required(expected, "format"))) {
      return "its bytes are not of the format that it claims";
    }
    if (isBeyondCheck((String) required(expected, "format"))) {
      return null;
    }
    BufferedImage image;
    try {
      image = decoded(bytes);
    } catch (ImageResizeException broken) {
      return "its image can't be decoded: " + broken.getMessage();
    }
    if (image.getWidth() != (Integer) required(expected, "width")
        || image.getHeight() != (Integer) required(expected, "height")) {
      return "its bytes are of " + image.getWidth() + "x" + image.getHeight();
    }
    return checkPixels((List<?>) required(expected, "pixels"), image);
  }

  private static Object required(Map<String, Object> expected, String field) {
    return Objects.requireNonNull(expected.get(field), field);
  }

  private static boolean begins(byte[] bytes, String format) {
    return ImageFormat.ofLabel(format).filter(known -> known.isRecognisedIn(bytes)).isPresent();
  }

  /** Whether nothing here reads the format, so that its first bytes have to do. */
  private boolean isBeyondCheck(String format) {
    return format.equals("avif") && !decoder.outputFormats().contains(ImageFormat.AVIF);
  }

  private BufferedImage decoded(byte[] bytes) throws IOException {
    ImageRequest png = ImageRequest.builder("answer").format(ImageFormat.PNG).build();
    return ImageIO.read(new ByteArrayInputStream(decoder.resize(bytes, png).toByteArray()));
  }

  private static @Nullable String checkPixels(List<?> pixels, BufferedImage image) {
    for (Object item : pixels) {
      List<?> pixel = (List<?>) item;
      int x = (Integer) pixel.get(0);
      int y = (Integer) pixel.get(1);
      long expected = Long.parseLong((String) pixel.get(2), 16);
      long found = Integer.toUnsignedLong(Integer.rotateLeft(argb(image, x, y), 8));
      if (!alike(expected, found)) {
        return "the pixel at %d,%d is %08x, not %08x".formatted(x, y, found, expected);
      }
    }
    return null;
  }

  /** Shades of grey as they are stored: Java 2D takes them for linear light, and lightens them. */
  private static int argb(BufferedImage image, int x, int y) {
    if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      return image.getRGB(x, y);
    }
    int grey = image.getRaster().getSample(x, y, 0);
    return (image.getRGB(x, y) & 0xFF000000) | (grey * 0x010101);
  }

  /** What cannot be seen has any colour. */
  private static boolean alike(long expected, long found) {
    if ((expected & 0xFF) == 0) {
      return (found & 0xFF) <= TOLERANCE;
    }
    for (int shift = 0; shift < 32; shift += 8) {
      if (Math.abs((expected >> shift & 0xFF) - (found >> shift & 0xFF)) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static String shown(byte[] answer) {
    String text = new String(answer, java.nio.charset.StandardCharsets.UTF_8);
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }
}
