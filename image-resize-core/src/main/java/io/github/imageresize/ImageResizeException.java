package io.github.imageresize;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library: a {@link Reason} says what is wrong, and a {@link Basis} on
 * what that rests. What follows from the two is decided where it is done: the HTTP status by the
 * {@code http} package, how long the failure is remembered and by whom by {@link
 * io.github.imageresize.cache.CacheLifetimes}, whether another engine is asked by {@link
 * FallbackPolicy}.
 *
 * <p>An engine that gave up on one image, such as a function that ran and died of it, says so by
 * {@link Reason#UNAVAILABLE} or {@link Reason#TIMEOUT} with {@link Basis#ORIGINAL}: that is a
 * verdict on the image, so by default no other engine is asked, no breaker counts it, and it is
 * remembered for a minute.
 *
 * <p>{@link #getMessage()} is for logs and developers and may name paths and hosts; only {@link
 * #publicMessage()} is meant for the client of a web application. Both may quote strangers, so
 * control characters, line breaks and characters that turn the direction of text stand as {@code ?}
 * in them.
 */
public final class ImageResizeException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  /** On what a failure rests, and so who may rely on it. */
  public enum Basis {
    /** The original and the request: whoever makes the image meets the same failure. */
    ORIGINAL,
    /**
     * The node that made it: its heap, limits, plug-ins or native libraries. Another node, or this
     * one with other settings, may decide otherwise.
     */
    NODE,
    /** The moment: trying again may help. */
    MOMENT
  }

  /** Why a request failed; the table of reasons is part of the library's contract. */
  public enum Reason {
    /** The request itself is wrong. */
    INVALID_REQUEST(Basis.ORIGINAL, "The request is not valid."),
    /** The caller may not ask for this: signature, expiry, or a size that is not allowed. */
    FORBIDDEN(Basis.NODE, "This image may not be requested in this way."),
    /** There is no original of that name. */
    SOURCE_NOT_FOUND(Basis.ORIGINAL, "There is no such image."),
    /** The original passes a limit on bytes, pixels or frames. */
    SOURCE_TOO_LARGE(Basis.NODE, "The original image is too large."),
    /** The image asked for would pass a limit. */
    RESULT_TOO_LARGE(Basis.NODE, "The requested size is too large."),
    /** The original is not an image of a supported kind. */
    UNSUPPORTED_IMAGE(Basis.NODE, "The original's format is not supported."),
    /** The original is damaged. */
    CORRUPT_IMAGE(Basis.ORIGINAL, "The original image is damaged."),
    /** Too much work is under way; trying again later helps. */
    OVERLOADED(Basis.MOMENT, "Too many images are being made; try again shortly."),
    /** The source or a remote engine cannot be reached or does not work. */
    UNAVAILABLE(Basis.MOMENT, "The image cannot be fetched at the moment."),
    /** The work was not done in time. */
    TIMEOUT(Basis.MOMENT, "The image could not be made in time.");

    private final Basis usualBasis;
    private final String publicMessage;

    Reason(Basis usualBasis, String publicMessage) {
      this.usualBasis = usualBasis;
      this.publicMessage = publicMessage;
    }

    /**
     * On what a failure of this reason rests unless it says otherwise.
     *
     * @return the basis of an exception that was made without one
     */
    public Basis usualBasis() {
      return usualBasis;
    }
  }

  /** Why the request failed. */
  private final Reason reason;

  /** On what the failure rests. */
  private final Basis basis;

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
    this(reason, reason.usualBasis, message, reason.publicMessage, null, null);
  }

  /**
   * A failure with a cause that shows clients the reason's general text.
   *
   * @param reason why
   * @param message for logs: what was wrong, with the value, and what would be right
   * @param cause what was caught
   */
  public ImageResizeException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, reason.usualBasis, message, reason.publicMessage, null, cause);
  }

  private ImageResizeException(
      Reason reason,
      Basis basis,
      String message,
      String publicMessage,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(PrintableText.of(message), cause);
    this.reason = reason;
    this.basis = basis;
    this.publicMessage = PrintableText.of(publicMessage);
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
    String text = String.valueOf(value);
    String message =
        field + " " + rule + ", but is " + (text.isEmpty() ? "empty" : shortened(text));
    Reason reason = Reason.INVALID_REQUEST;
    return new ImageResizeException(reason, reason.usualBasis, message, message, null, null);
  }

  /**
   * The same failure with a text that clients may see in place of the reason's general one.
   *
   * @param text without paths, hosts or anything else that is private
   * @return a copy with that text
   */
  public ImageResizeException withPublicMessage(String text) {
    return new ImageResizeException(
        reason, basis, String.valueOf(getMessage()), text, retryAfter, this);
  }

  /**
   * The same failure resting on something else than is usual for its reason.
   *
   * @param value who may rely on the failure
   * @return this exception if that is its basis already, else a copy with that basis
   */
  public ImageResizeException withBasis(Basis value) {
    return basis == value
        ? this
        : new ImageResizeException(
            reason, value, String.valueOf(getMessage()), publicMessage, retryAfter, this);
  }

  /**
   * The same failure with an advice when to try again.
   *
   * @param delay a positive time from now
   * @return a copy with that advice
   */
  public ImageResizeException withRetryAfter(Duration delay) {
    return new ImageResizeException(
        reason, basis, String.valueOf(getMessage()), publicMessage, delay, this);
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
   * On what the failure rests.
   *
   * @return the reason's usual basis unless another was given
   */
  public Basis basis() {
    return basis;
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
    return value.length() > 100 ? value.substring(0, 100) + "..." : value;
  }
}
