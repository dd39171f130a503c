package io.github.imageresize;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library. Its {@link Reason} decides the HTTP status, whether the other
 * engine may be tried, and how long the failure is remembered.
 *
 * <p>{@link #getMessage()} is for logs and developers and may name paths and hosts; only {@link
 * #publicMessage()} is meant for the client of a web application.
 */
public final class ImageResizeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a request failed; the table of reasons is part of the library's contract. */
  public enum Reason {
    /** The request itself is wrong. */
    INVALID_REQUEST(400, false, null, "The request is not valid."),
    /** The caller may not ask for this: signature, expiry, or a size that is not allowed. */
    FORBIDDEN(403, false, null, "This image may not be requested in this way."),
    /** There is no original of that name. */
    SOURCE_NOT_FOUND(404, false, Duration.ofSeconds(60), "There is no such image."),
    /** The original passes a limit on bytes, pixels or frames. */
    SOURCE_TOO_LARGE(413, false, Duration.ofHours(1), "The original image is too large."),
    /** The image asked for would pass a limit. */
    RESULT_TOO_LARGE(413, false, Duration.ofHours(1), "The requested size is too large."),
    /** The original is not an image of a supported kind. */
    UNSUPPORTED_IMAGE(415, false, Duration.ofHours(1), "The original's format is not supported."),
    /** The original is damaged. */
    CORRUPT_IMAGE(422, false, Duration.ofHours(1), "The original image is damaged."),
    /** Too much work is under way; trying again later helps. */
    OVERLOADED(503, true, null, "Too many images are being made; try again shortly."),
    /** The source or a remote engine cannot be reached or does not work. */
    UNAVAILABLE(502, true, null, "The image cannot be fetched at the moment."),
    /** The work was not done in time. */
    TIMEOUT(504, true, null, "The image could not be made in time.");

    private final int httpStatus;
    private final boolean fallback;
    private final @Nullable Duration negativeLifetime;
    private final String publicMessage;

    Reason(
        int httpStatus,
        boolean fallback,
        @Nullable Duration negativeLifetime,
        String publicMessage) {
      this.httpStatus = httpStatus;
      this.fallback = fallback;
      this.negativeLifetime = negativeLifetime;
      this.publicMessage = publicMessage;
    }

    /**
     * The HTTP status that tells a client of this reason.
     *
     * @return a status from 400 to 599
     */
    public int httpStatus() {
      return httpStatus;
    }

    /**
     * Whether another engine may succeed where one failed for this reason.
     *
     * @return true for outages and overload, never for a bad image or a bad request
     */
    public boolean allowsFallback() {
      return fallback;
    }

    /**
     * How long a cache remembers the failure.
     *
     * @return the lifetime of a negative entry, or empty if the failure must not be cached
     */
    public Optional<Duration> negativeLifetime() {
      return Optional.ofNullable(negativeLifetime);
    }
  }

  /** Why the request failed. */
  private final Reason reason;

  /** What anyone may be told. */
  private final String publicMessage;

  /** When trying again may help; null if nothing is known. */
  private final @Nullable Duration retryAfter;

  /**
   * A failure that shows clients the reason's general text.
   *
   * @param reason why
   * @param message for logs: what was wrong, with the value, and what would be right
   */
  public ImageResizeException(Reason reason, String message) {
    this(reason, message, reason.publicMessage, null, null);
  }

  /**
   * A failure with a cause that shows clients the reason's general text.
   *
   * @param reason why
   * @param message for logs: what was wrong, with the value, and what would be right
   * @param cause what was caught
   */
  public ImageResizeException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, reason.publicMessage, null, cause);
  }

  private ImageResizeException(
      Reason reason,
      String message,
      String publicMessage,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.publicMessage = publicMessage;
    this.retryAfter = retryAfter;
  }

  /**
   * A value of a request that breaks its rule; the text is public, since it tells the caller
   * nothing but the caller's own words.
   *
   * @param field the option's name
   * @param value what was given
   * @param rule what would be right, beginning with "must"
   * @return an exception with {@link Reason#INVALID_REQUEST}
   */
  public static ImageResizeException invalid(String field, Object value, String rule) {
    String message = field + " " + rule + ", but is " + shortened(String.valueOf(value));
    return new ImageResizeException(Reason.INVALID_REQUEST, message, message, null, null);
  }

  /**
   * The same failure with a text that clients may see in place of the reason's general one.
   *
   * @param text without paths, hosts or anything else that is private
   * @return a copy with that text
   */
  public ImageResizeException withPublicMessage(String text) {
    return new ImageResizeException(reason, String.valueOf(getMessage()), text, retryAfter, this);
  }

  /**
   * The same failure with an advice when to try again.
   *
   * @param delay a positive time from now
   * @return a copy with that advice
   */
  public ImageResizeException withRetryAfter(Duration delay) {
    return new ImageResizeException(
        reason, String.valueOf(getMessage()), publicMessage, delay, this);
  }

  /**
   * Why the request failed.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * A text without internal details, fit to be shown to anyone.
   *
   * @return one English sentence
   */
  public String publicMessage() {
    return publicMessage;
  }

  /**
   * When trying again may help.
   *
   * @return a time from when the exception was made, or empty if nothing is known
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  private static String shortened(String value) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(value.length(), 100); i++) {
      char c = value.charAt(i);
      printable.append(Character.isISOControl(c) ? '?' : c);
    }
    return value.length() > 100 ? printable + "..." : printable.toString();
  }
}
