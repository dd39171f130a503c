package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages that have to be JSON objects, whatever they turn out to be. */
final class JsonMessage {

  /** A message that is something else; its text says what. */
  static final class NoObjectException extends Exception {
    private static final long serialVersionUID = 1L;

    NoObjectException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private JsonMessage() {}

  /**
   * Reads a message.
   *
   * @throws NoObjectException if it is empty, malformed, {@code null}, or another value than an
   *     object
   */
  static Map<String, Object> object(byte[] message) throws NoObjectException {
    if (message.length == 0) {
      throw new NoObjectException("it is empty", null);
    }
    Object value;
    try {
      value = JSON.std.anyFrom(message);
    } catch (JacksonException malformed) {
      throw new NoObjectException("it is no JSON", malformed);
    } catch (IOException unreadable) {
      throw new NoObjectException("it cannot be read", unreadable);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new NoObjectException(
          value == null ? "it is null" : "it is a " + value.getClass().getSimpleName(), null);
    }
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    Map<String, Object> fields = (Map<String, Object>) map;
    return fields;
  }

  static Map<String, Object> object(String message) throws NoObjectException {
    return object(message.getBytes(StandardCharsets.UTF_8));
  }
}
