package io.github.imageresize.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event notifications of a bucket and says which originals have changed, for {@link
 * io.github.imageresize.cache.CacheStore#invalidate}:
 *
 * <pre>{@code
 * new S3EventNotifications("photos", "originals/").sources(message.body()).forEach(cache::invalidate);
 * }</pre>
 *
 * <p>Understood are the notification itself, as a queue or a function is sent it; the same in the
 * envelopes of SNS and SQS, one in the other, as they are delivered to a queue, to HTTP, or to a
 * function; and EventBridge's event. In a notification the keys are URL-encoded, a space as {@code
 * +}; in EventBridge's event they are not. What concerns another bucket, a key outside the prefix,
 * or no object at all, such as the test event, gives nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class S3EventNotifications {
  private static final int DEEPEST_ENVELOPE = 4;

  private final String bucket;
  private final String prefix;

  /**
   * Reads the events of one bucket.
   *
   * @param bucket the bucket's name
   * @param prefix as in {@link S3ImageSource}
   */
  public S3EventNotifications(String bucket, String prefix) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.prefix = Objects.requireNonNull(prefix, "prefix");
  }

  /**
   * The originals that a message says have been written or removed.
   *
   * @param message the JSON text as delivered
   * @return the paths as in {@link io.github.imageresize.ImageRequest#source()}, each once, in the
   *     order of the message; unmodifiable
   * @throws IllegalArgumentException if the message is no JSON object, or a key in it is not
   *     URL-encoded
   */
  public Set<String> sources(String message) {
    Set<String> sources = new LinkedHashSet<>();
    readMessage(message, 0, sources);
    return java.util.Collections.unmodifiableSet(sources);
  }

  private void readMessage(String message, int depth, Set<String> sources) {
    Map<String, Object> event;
    try {
      event = JSON.std.mapFrom(message);
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException("message must be a JSON object", malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    readEnvelope(event, depth, sources);
    if (event.get("detail") instanceof Map<?, ?> detail) {
      readObject(detail, false, sources);
    }
    if (event.get("Records") instanceof Collection<?> records) {
      for (Object record : List.copyOf(records)) {
        if (record instanceof Map<?, ?> fields) {
          readRecord(fields, depth, sources);
        }
      }
    }
  }

  private void readRecord(Map<?, ?> record, int depth, Set<String> sources) {
    if (record.get("s3") instanceof Map<?, ?> s3) {
      readObject(s3, true, sources);
    }
    if (record.get("Sns") instanceof Map<?, ?> sns) {
      readEnvelope(sns, depth, sources);
    }
    if (record.get("body") instanceof String body) {
      readInner(body, depth, sources);
    }
  }

  private void readEnvelope(Map<?, ?> envelope, int depth, Set<String> sources) {
    if (envelope.get("Message") instanceof String message) {
      readInner(message, depth, sources);
    }
  }

  private void readInner(String message, int depth, Set<String> sources) {
    if (depth == DEEPEST_ENVELOPE) {
      throw new IllegalArgumentException(
          "message must have at most " + DEEPEST_ENVELOPE + " envelopes");
    }
    readMessage(message, depth + 1, sources);
  }

  private void readObject(Map<?, ?> s3, boolean encoded, Set<String> sources) {
    String name = textIn(s3.get("bucket"), "name");
    String key = textIn(s3.get("object"), "key");
    if (name == null || key == null || !name.equals(bucket)) {
      return;
    }
    String decoded = encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key;
    if (decoded.startsWith(prefix) && decoded.length() > prefix.length()) {
      sources.add(decoded.substring(prefix.length()));
    }
  }

  private static @Nullable String textIn(@Nullable Object object, String field) {
    return object instanceof Map<?, ?> fields && fields.get(field) instanceof String text
        ? text
        : null;
  }
}
