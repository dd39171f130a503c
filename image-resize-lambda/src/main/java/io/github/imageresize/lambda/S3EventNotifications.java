package io.github.imageresize.lambda;

import io.github.imageresize.internal.argument.Require;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
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
 * +}; in EventBridge's event they are not. A key that cannot be decoded is taken as it is. What
 * concerns another bucket, a key outside the prefix, or no object at all, such as the test event,
 * gives nothing.
 *
 * <p>Immutable and thread-safe.
 */
public final class S3EventNotifications {
  private static final int DEEPEST_ENVELOPE = 4;
  private static final System.Logger LOG = System.getLogger(S3EventNotifications.class.getName());

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
   * @throws IllegalArgumentException if the message is no JSON object, or the one message in its
   *     envelope is none; of several records those that cannot be read are logged and left out
   */
  public Set<String> sources(String message) {
    Set<String> sources = new LinkedHashSet<>();
    readMessage(message, 0, sources);
    return Collections.unmodifiableSet(sources);
  }

  private void readMessage(String message, int depth, Set<String> sources) {
    Map<String, Object> event;
    try {
      event = JsonMessage.object(message);
    } catch (JsonMessage.NoObjectException other) {
      throw new IllegalArgumentException(
          "message must be a JSON object, but " + other.getMessage(), other);
    }
    readEnvelope(event, depth, sources);
    if (event.get("detail") instanceof Map<?, ?> detail) {
      readObject(detail, false, sources);
    }
    if (event.get("Records") instanceof Collection<?> records) {
      for (Object record : records) {
        if (record instanceof Map<?, ?> fields) {
          readRecordOfSeveral(fields, depth, sources);
        }
      }
    }
  }

  /** One that cannot be read does not throw away what the others say. */
  private void readRecordOfSeveral(Map<?, ?> record, int depth, Set<String> sources) {
    try {
      readRecord(record, depth, sources);
    } catch (IllegalArgumentException unreadable) {
      LOG.log(Level.WARNING, "A record of an event is left out: {0}", unreadable.getMessage());
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
    Require.that(
        depth < DEEPEST_ENVELOPE,
        "message",
        "have at most " + DEEPEST_ENVELOPE + " envelopes",
        "in more");
    readMessage(message, depth + 1, sources);
  }

  private void readObject(Map<?, ?> s3, boolean encoded, Set<String> sources) {
    String name = textIn(s3.get("bucket"), "name");
    String key = textIn(s3.get("object"), "key");
    if (name == null || key == null || !name.equals(bucket)) {
      return;
    }
    String decoded = encoded ? decoded(key) : key;
    if (decoded.startsWith(prefix) && decoded.length() > prefix.length()) {
      sources.add(decoded.substring(prefix.length()));
    }
  }

  /** What was not encoded, by a store that is not Amazon's, means itself. */
  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      LOG.log(Level.WARNING, "A key is taken as it is, since it is not URL-encoded: {0}", key);
      return key;
    }
  }

  private static @Nullable String textIn(@Nullable Object object, String field) {
    return object instanceof Map<?, ?> fields && fields.get(field) instanceof String text
        ? text
        : null;
  }
}
