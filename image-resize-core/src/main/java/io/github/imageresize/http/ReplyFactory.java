package io.github.imageresize.http;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.http.HttpDate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes replies: every header field that this library sends is set here. */
final class ReplyFactory {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
  private static final int FIELDS = 28;

  private final ReplyLifetimes lifetimes;
  private final ReplyHeaders headers;
  private final InstantSource clock;
  private final String varyOfNamed;
  private final String varyOfNegotiated;
  private final String hit;
  private final String forwarded;
  private final String requested;

  /** Makes replies that vary on the policy's fields. */
  ReplyFactory(
      String cacheName,
      ReplyLifetimes lifetimes,
      ReplyHeaders headers,
      Set<String> policyFields,
      InstantSource clock) {
    this.lifetimes = lifetimes;
    this.headers = headers;
    this.clock = clock;
    this.varyOfNamed = String.join(", ", new TreeSet<>(policyFields));
    this.varyOfNegotiated = varyOfNamed.isEmpty() ? "Accept" : "Accept, " + varyOfNamed;
    this.hit = cacheName + "; hit";
    this.forwarded = cacheName + "; fwd=miss";
    this.requested = cacheName + "; fwd=request";
  }

  /** The image, or the part of it that the client asked for. */
  HttpReply image(ImageQuestion question, ResizedImage image, long nanos) {
    boolean found = image.origin() == ResizedImage.Origin.CACHE;
    Optional<EntityTag> tag = question.tag(image);
    List<String> fields = new ArrayList<>(FIELDS);
    Instant now = clock.instant();
    Optional<Instant> modified = lastModified(question, image, now);
    Optional<Duration> fresh = image.freshUntil().map(end -> Duration.between(now, end));
    boolean brief =
        isProvisional(question, image) || fresh.filter(Duration::isNegative).isPresent();
    describe(fields, question, tag, brief, cacheStatus(question, image, found, fresh), nanos);
    modified.ifPresent(time -> add(fields, "Last-Modified", HttpDate.format(time)));
    headers.addOfImage(fields, question.request(), image);
    if (question.isKnown(tag, modified)) {
      return HttpReply.withoutBody(304, fields);
    }
    Optional<ByteRange> part = question.range(tag, image.length());
    add(fields, "Accept-Ranges", "bytes");
    if (part.isPresent() && !part.get().isSatisfiable()) {
      List<String> refusal = new ArrayList<>(FIELDS);
      add(refusal, "Content-Range", "bytes */" + image.length());
      return problem(416, "range", "The range begins behind the image's end.", "no-store", refusal);
    }
    ByteRange sent = part.orElse(new ByteRange(0, image.length()));
    add(fields, "Content-Type", image.format().mediaType());
    add(fields, "Content-Length", Integer.toString(sent.count()));
    add(fields, "Content-Disposition", headers.disposition(question.request(), image));
    protect(fields);
    if (part.isPresent()) {
      int last = sent.from() + sent.count() - 1;
      add(fields, "Content-Range", "bytes " + sent.from() + "-" + last + "/" + image.length());
    }
    return HttpReply.ofImage(part.isPresent() ? 206 : 200, fields, image, sent);
  }

  /**
   * When the original was changed. Not of a provisional image, in whose place another one comes
   * though the original stays; nor if that is yet to come (RFC 9110, section 8.8.2.1).
   */
  private static Optional<Instant> lastModified(
      ImageQuestion question, ResizedImage image, Instant now) {
    return isProvisional(question, image)
        ? Optional.empty()
        : image.sourceModified().filter(time -> !time.isAfter(now));
  }

  /** Whether another image soon comes in this one's place. */
  private static boolean isProvisional(ImageQuestion question, ResizedImage image) {
    return image.isProvisional() || question.awaited().isPresent();
  }

  /**
   * RFC 9211: {@code ttl} is negative for a hit that is being refreshed; {@code collapsed} says
   * that another caller's request made the image; the detail names damage of the original, or the
   * format that is yet to come, or else who made the image.
   */
  private String cacheStatus(
      ImageQuestion question, ResizedImage image, boolean found, Optional<Duration> fresh) {
    String ttl = fresh.map(left -> "; ttl=" + left.toSeconds()).orElse("");
    String forwarded = question.asksAnew() ? requested : this.forwarded;
    String kept = ttl.isEmpty() ? "" : "; stored" + ttl;
    String shared = image.isCollapsed() ? "; collapsed" : "";
    String handled = found ? hit + ttl : forwarded + kept + shared;
    Optional<Damage> damage = image.damage();
    if (damage.isPresent()) {
      String percent = Math.round(damage.get().arrived() * 100) + "%";
      return handled + "; detail=\"damaged original, " + percent + " arrived\"";
    }
    Optional<ImageFormat> awaited = question.awaited().flatMap(ImageRequest::format);
    if (awaited.isPresent()) {
      return handled + "; detail=\"provisional, " + awaited.get().label() + " follows\"";
    }
    return found ? handled : handled + "; detail=" + label(image.origin());
  }

  /** The client's copy is still right, as the version of the original alone tells. */
  HttpReply notModified(ImageQuestion question, EntityTag tag, long nanos) {
    List<String> fields = new ArrayList<>(FIELDS);
    boolean brief = question.awaited().isPresent();
    describe(fields, question, Optional.of(tag), brief, forwarded + "; detail=version", nanos);
    return HttpReply.withoutBody(304, fields);
  }

  /** What the original is, as JSON. */
  HttpReply description(ImageQuestion question, ImageDescription description, long nanos) {
    byte[] json = description.toJson().getBytes(StandardCharsets.UTF_8);
    Optional<EntityTag> tag = Optional.of(EntityTag.ofContent(json));
    List<String> fields = new ArrayList<>(FIELDS);
    keep(fields, question, tag, false);
    add(fields, "Server-Timing", "description;dur=" + milliseconds(nanos));
    headers.addOfOriginal(fields, question.request().source());
    if (question.isKnown(tag, Optional.empty())) {
      return HttpReply.withoutBody(304, fields);
    }
    add(fields, "Content-Type", "application/json");
    add(fields, "Content-Length", Integer.toString(json.length));
    protect(fields);
    return HttpReply.ofText(200, fields, json);
  }

  /** The failure of an admitted question, in the words that are meant for the public. */
  HttpReply failure(ImageQuestion question, ImageResizeException failure, boolean remembered) {
    List<String> fields = new ArrayList<>(FIELDS);
    add(fields, "Cache-Status", cacheStatus(failure, remembered));
    return inWords(failure, lifetimes.ofFailure(question, failure), fields);
  }

  /** A failure before anything was admitted, or outside of this handler. */
  HttpReply failure(ImageResizeException failure) {
    return inWords(failure, lifetimes.ofFailure(failure), new ArrayList<>(FIELDS));
  }

  private HttpReply inWords(
      ImageResizeException failure, String cacheControl, List<String> fields) {
    retryAfter(fields, failure);
    return problem(
        FailureStatus.of(failure.reason()),
        label(failure.reason()),
        failure.publicMessage(),
        cacheControl,
        fields);
  }

  /**
   * The failure, with an image for those who look on. Nothing that would let it pass for the image
   * that was asked for: no validator, no ranges, none of the fields that images have.
   */
  HttpReply fallback(
      ImageQuestion question,
      ImageResizeException failure,
      boolean remembered,
      ResizedImage image) {
    List<String> fields = new ArrayList<>(FIELDS);
    add(fields, "Cache-Status", cacheStatus(failure, remembered));
    retryAfter(fields, failure);
    describeFailure(fields, lifetimes.ofFailure(question, failure));
    add(fields, "Content-Type", image.format().mediaType());
    add(fields, "Content-Length", Integer.toString(image.length()));
    protect(fields);
    ByteRange whole = new ByteRange(0, image.length());
    return HttpReply.ofImage(FailureStatus.of(failure.reason()), fields, image, whole);
  }

  private String cacheStatus(ImageResizeException failure, boolean remembered) {
    return (remembered ? hit : forwarded) + "; detail=" + label(failure.reason());
  }

  private static void retryAfter(List<String> fields, ImageResizeException failure) {
    Optional<Duration> retry =
        failure.reason() == Reason.OVERLOADED
            ? Optional.of(failure.retryAfter().orElse(DEFAULT_RETRY))
            : failure.retryAfter();
    retry.ifPresent(delay -> add(fields, "Retry-After", Long.toString(wholeSeconds(delay))));
  }

  /** A fault of this library or of something that it was handed. */
  HttpReply internalError() {
    String detail = "The image could not be made because of an internal error.";
    return problem(500, "internal-error", detail, "no-store", new ArrayList<>(FIELDS));
  }

  HttpReply methodNotAllowed() {
    List<String> fields = new ArrayList<>(FIELDS);
    add(fields, "Allow", "GET, HEAD");
    return problem(405, "method", "Only GET and HEAD are allowed.", "no-store", fields);
  }

  private void describe(
      List<String> fields,
      ImageQuestion question,
      Optional<EntityTag> tag,
      boolean brief,
      String cacheStatus,
      long nanos) {
    keep(fields, question, tag, brief);
    add(fields, "Cache-Status", cacheStatus);
    add(fields, "Server-Timing", "image;dur=" + milliseconds(nanos));
  }

  /** What caches need to know of an answer, and what every reply has. */
  private void keep(
      List<String> fields, ImageQuestion question, Optional<EntityTag> tag, boolean brief) {
    tag.ifPresent(value -> add(fields, "ETag", value.toString()));
    add(fields, "Cache-Control", cacheControl(question, brief));
    String vary = question.isNegotiated() ? varyOfNegotiated : varyOfNamed;
    if (!vary.isEmpty()) {
      add(fields, "Vary", vary);
    }
    headers.addAlways(fields);
  }

  /** How long an answer may be kept; briefly where a better one is soon to be had. */
  String cacheControl(ImageQuestion question, boolean brief) {
    Instant now = clock.instant();
    Duration untilEnd =
        question.verdict().end().map(end -> Duration.between(now, end)).orElse(null);
    return lifetimes.ofImage(question, brief, untilEnd);
  }

  private HttpReply problem(
      int status, String reason, String detail, String cacheControl, List<String> fields) {
    byte[] document = ProblemDocument.of(status, reason, detail);
    describeFailure(fields, cacheControl);
    add(fields, "Content-Type", ProblemDocument.MEDIA_TYPE);
    add(fields, "Content-Length", Integer.toString(document.length));
    protect(fields);
    return HttpReply.ofText(status, fields, document);
  }

  /** Another client's {@code Accept} might have led elsewhere, as to a format with other limits. */
  private void describeFailure(List<String> fields, String cacheControl) {
    add(fields, "Cache-Control", cacheControl);
    if (!cacheControl.equals("no-store")) {
      add(fields, "Vary", varyOfNegotiated);
    }
    headers.addAlways(fields);
  }

  private static void protect(List<String> fields) {
    add(fields, "X-Content-Type-Options", "nosniff");
    add(fields, "Content-Security-Policy", "default-src 'none'");
  }

  private static void add(List<String> fields, String name, String value) {
    fields.add(name);
    fields.add(value);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long wholeSeconds(Duration delay) {
    return Math.max(1, delay.plusNanos(999_999_999).toSeconds());
  }

  /** Milliseconds with three decimals. */
  private static String milliseconds(long nanos) {
    long micros = Math.max(0, nanos) / 1000;
    String fraction = Long.toString(1000 + micros % 1000).substring(1);
    return micros / 1000 + "." + fraction;
  }
}
