package io.github.imageresize.http;

import io.github.imageresize.CanonicalRequest;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks, understood: the image that is wanted, or the description of an original, and
 * what the client already has of it.
 */
final class ImageQuestion {
  private final HttpRequestHead head;
  private final ImageRequest request;
  private final CanonicalRequest key;
  private final boolean description;
  private final boolean negotiated;
  private final Verdict verdict;
  private final @Nullable ImageQuestion interim;
  private final @Nullable ImageRequest awaited;

  ImageQuestion(
      HttpRequestHead head,
      ImageRequest request,
      String engine,
      boolean negotiated,
      Verdict verdict) {
    this(
        head,
        request,
        CanonicalRequest.of(request, engine),
        false,
        negotiated,
        verdict,
        null,
        null);
  }

  private ImageQuestion(
      HttpRequestHead head,
      ImageRequest request,
      CanonicalRequest key,
      boolean description,
      boolean negotiated,
      Verdict verdict,
      @Nullable ImageQuestion interim,
      @Nullable ImageRequest awaited) {
    this.head = head;
    this.request = request;
    this.key = key;
    this.description = description;
    this.negotiated = negotiated;
    this.verdict = verdict;
    this.interim = interim;
    this.awaited = awaited;
  }

  /** The question what the original of a request is. */
  static ImageQuestion ofDescription(
      HttpRequestHead head, ImageRequest request, String engine, Verdict verdict) {
    CanonicalRequest key = CanonicalRequest.of(request, engine);
    return new ImageQuestion(head, request, key, true, false, verdict, null, null);
  }

  /**
   * The same question, which until its image has been made may be answered by another one.
   *
   * @param quicker what is asked for instead
   * @param engine makes it
   */
  ImageQuestion withInterim(ImageRequest quicker, String engine) {
    CanonicalRequest its = CanonicalRequest.of(quicker, engine);
    ImageQuestion other =
        new ImageQuestion(head, quicker, its, false, negotiated, verdict, null, request);
    return new ImageQuestion(head, request, key, false, negotiated, verdict, other, null);
  }

  /** The question that may be answered until the image of this one has been made. */
  Optional<ImageQuestion> interim() {
    return Optional.ofNullable(interim);
  }

  /** For an interim question, what is to come in the place of its image. */
  Optional<ImageRequest> awaited() {
    return Optional.ofNullable(awaited);
  }

  /** Whether the original's description is wanted in the place of an image. */
  boolean isDescription() {
    return description;
  }

  /** What the image is kept under. */
  CanonicalRequest key() {
    return key;
  }

  /** What the policy said of the request. */
  Verdict verdict() {
    return verdict;
  }

  /** Whether the bytes under this URL never change, as the host says. */
  boolean isImmutable() {
    return request.version().isPresent() && verdict.isVersionProven();
  }

  ImageRequest request() {
    return request;
  }

  /** Whether the {@code Accept} field had a say in the format. */
  boolean isNegotiated() {
    return negotiated;
  }

  /** The validator of an image that was made or found; none if nothing tells its version. */
  Optional<EntityTag> tag(ResizedImage image) {
    String version = image.sourceVersion();
    if (!isVersioned(version)) {
      return Optional.empty();
    }
    return Optional.of(
        image.isProvisional() ? EntityTag.ofProvisional(key, version) : EntityTag.of(key, version));
  }

  /**
   * The validator that the client has, if that is the one of an image made from a given version of
   * the original. A client with {@code *} has none in particular.
   */
  Optional<EntityTag> heldTag(String sourceVersion) {
    if (!isVersioned(sourceVersion)) {
      return Optional.empty();
    }
    EntityTag tag = EntityTag.of(key, sourceVersion);
    return head.ifNoneMatch().filter(tag::isNamedIn).map(listed -> tag);
  }

  /** Whether what is asked for is to be made anew, for a client who may want that. */
  boolean asksAnew() {
    return verdict.isBypassAllowed() && head.isNoCache();
  }

  /** Whether the client asks for the image only if it has no copy of it. */
  boolean isConditional() {
    return head.ifNoneMatch().isPresent();
  }

  /**
   * Whether the client has the image already: by its validator, and by its date only where the
   * client names no validators (RFC 9110, section 13.2.2).
   */
  boolean isKnown(Optional<EntityTag> tag, Optional<Instant> modified) {
    Optional<String> held = head.ifNoneMatch();
    if (held.isPresent()) {
      return tag.filter(own -> own.isListedIn(held.get())).isPresent();
    }
    Optional<Instant> seen = head.ifModifiedSince();
    return seen.isPresent()
        && modified
            .filter(time -> time.getEpochSecond() <= seen.get().getEpochSecond())
            .isPresent();
  }

  /** The part of the image that the client asks for, unless it has parts of another image. */
  Optional<ByteRange> range(Optional<EntityTag> tag, int length) {
    if (head.range().isEmpty() || !head.method().equals("GET")) {
      return Optional.empty();
    }
    boolean sameImage =
        head.ifRange()
            .map(condition -> tag.filter(own -> own.equalsStrongly(condition)).isPresent())
            .orElse(true);
    return sameImage ? ByteRange.parse(head.range().get(), length) : Optional.empty();
  }

  private boolean isVersioned(String sourceVersion) {
    return !sourceVersion.isEmpty() || request.version().isPresent();
  }
}
