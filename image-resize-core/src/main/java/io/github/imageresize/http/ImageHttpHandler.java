package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers HTTP requests for images: from (method, path, query, header fields) to a reply, without
 * any server's API. The path behind the prefix names the original, the query holds the options. By
 * {@linkplain Builder#descriptions option}, {@code describe=true} asks what an original is.
 *
 * <p>A server asks {@link #handles} first. {@link #answerAtOnce} gives the replies that need no
 * work, so that a server may give them on the thread that received the request; {@link #answer}
 * makes the image and blocks until it is there. Neither throws for anything that a client sends.
 *
 * <p>Immutable and thread-safe. The resize service is the caller's to close.
 */
public final class ImageHttpHandler {
  private static final System.Logger LOG = System.getLogger(ImageHttpHandler.class.getName());

  /** The parameters that the best-known advertisers and newsletters add to URLs. */
  public static final Set<String> TRACKING_PARAMETERS =
      Set.of(
          "utm_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "mc_cid", "mc_eid");

  private final String prefix;
  private final QuestionReader questions;
  private final ReplyFactory replies;
  private final ImageAnswers images;
  private final DescriptionAnswers descriptions;
  private final Optional<Duration> deadline;

  private ImageHttpHandler(Builder builder, SizePolicy sizes) {
    ResizeService service = builder.service;
    prefix = builder.grammar.prefix();
    questions =
        new QuestionReader(
            builder.grammar,
            sizes,
            builder.clientHints,
            builder.descriptions,
            builder.improvedLater,
            service);
    replies =
        new ReplyFactory(
            builder.cacheName,
            builder.lifetimes,
            builder.headers,
            questions.fields(),
            builder.clock);
    FailureReplies failures = new FailureReplies(service, builder.fallbackImages, replies);
    images = new ImageAnswers(service, replies, failures, builder.nanoTime);
    descriptions = new DescriptionAnswers(service, replies, builder.nanoTime);
    boolean fallsBack = !builder.fallbackImages.isEmpty();
    deadline = service.deadline().map(limit -> fallsBack ? limit.multipliedBy(2) : limit);
  }

  /**
   * Starts a handler.
   *
   * @param service makes the images; stays the caller's
   * @return a builder, which still needs a {@link Builder#sizes size policy}
   */
  public static Builder builder(ResizeService service) {
    return new Builder(service);
  }

  /**
   * The further header fields that this handler and its policy look at, to be copied by {@link
   * HttpRequestHead#of(String, String, String, java.util.function.Function, Set)}.
   *
   * @return names, unmodifiable
   */
  public Set<String> fields() {
    return questions.fields();
  }

  /**
   * How long making an image takes at most; a host that gives up earlier throws work away.
   *
   * @return the service's {@linkplain ResizeService#deadline() deadline}, twice where a fallback
   *     image may have to be made after that
   */
  public Optional<Duration> deadline() {
    return deadline;
  }

  /**
   * Whether a path is this handler's; all others are somebody else's to answer.
   *
   * @param path the path as it was sent, not decoded
   * @return true if it begins with the prefix
   */
  public boolean handles(String path) {
    return path.startsWith(prefix);
  }

  /**
   * The reply, if it can be given without making an image or asking the source: a hit in the cache,
   * a client's copy that is still right, or a refusal.
   *
   * @param head a request whose path this handler {@link #handles}
   * @return the reply, or empty if {@link #answer} would have to work for it
   * @throws IllegalArgumentException if the path is not this handler's
   */
  public Optional<HttpReply> answerAtOnce(HttpRequestHead head) {
    return Optional.ofNullable(reply(head, question -> answers(question).found(question)));
  }

  /**
   * The reply; blocks until it is there. If the thread is interrupted the reply is a failure and
   * the interrupt flag stays set.
   *
   * @param head a request whose path this handler {@link #handles}
   * @return the reply, which may be a failure
   * @throws IllegalArgumentException if the path is not this handler's
   */
  public HttpReply answer(HttpRequestHead head) {
    return Objects.requireNonNull(reply(head, question -> answers(question).made(question)));
  }

  /**
   * The reply, without waiting for it. What {@link #answerAtOnce} would give is there when this
   * returns; else the work is done on the executor, and whoever waits for work that another request
   * began holds no thread.
   *
   * @param head a request whose path this handler {@link #handles}
   * @param executor runs the work, which may block; what it rejects is refused as overload
   * @return the reply, which may be a failure; never ends in an exception by itself. Once the
   *     caller completes it, work for which nobody else waits is interrupted
   * @throws IllegalArgumentException if the path is not this handler's
   */
  public CompletableFuture<HttpReply> answerAsync(HttpRequestHead head, Executor executor) {
    PendingReply pending = new PendingReply();
    HttpReply atOnce =
        reply(head, question -> answers(question).begun(question, executor, pending));
    return atOnce != null
        ? CompletableFuture.completedFuture(atOnce)
        : pending.settled(step -> settled(head, step));
  }

  /**
   * The reply for a request that could not be answered for a reason outside this handler, such as a
   * server's own time limit.
   *
   * @param failure why
   * @return the reply that tells the client of the reason
   */
  public HttpReply failure(ImageResizeException failure) {
    FailureReplies.log(failure);
    return replies.failure(failure);
  }

  /**
   * Tells what this handler makes of a request, without asking cache or source.
   *
   * @param head a request whose path this handler {@link #handles}
   * @return what the policy says, and what would be answered
   * @throws ImageResizeException with {@code INVALID_REQUEST} or {@code SOURCE_NOT_FOUND} if the
   *     URL is malformed, as would be answered
   * @throws IllegalArgumentException if the path is not this handler's
   */
  public Explanation explain(HttpRequestHead head) {
    if (!handles(head.path())) {
      throw Require.violation("path", "begin with " + prefix, head.path());
    }
    RequestTarget target = questions.target(head);
    Verdict verdict = questions.verdict(target);
    if (!verdict.isAdmitted()) {
      return new Explanation(verdict, null, null, false, "no-store");
    }
    ImageQuestion question = questions.read(target, verdict);
    return new Explanation(
        verdict,
        question.request(),
        question.isDescription() ? null : question.key(),
        question.isNegotiated(),
        replies.cacheControl(question, false));
  }

  private Answers answers(ImageQuestion question) {
    return question.isDescription() ? descriptions : images;
  }

  /** One way to an answer; null if this way leads to none. */
  private interface Way {
    @Nullable HttpReply take(ImageQuestion question);
  }

  private @Nullable HttpReply reply(HttpRequestHead head, Way way) {
    if (!handles(head.path())) {
      throw Require.violation("path", "begin with " + prefix, head.path());
    }
    if (!isHead(head) && !head.method().equals("GET")) {
      return replies.methodNotAllowed();
    }
    return settled(head, () -> way.take(questions.read(head)));
  }

  private static boolean isHead(HttpRequestHead head) {
    return head.method().equals("HEAD");
  }

  /** What a step gives, or the reply that tells of its failure. */
  private @Nullable HttpReply settled(HttpRequestHead head, PendingReply.Step step) {
    HttpReply reply;
    try {
      reply = step.take();
    } catch (ImageResizeException failure) {
      reply = failure(failure);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "could not answer " + head.path(), fault);
      reply = replies.internalError();
    }
    return isHead(head) && reply != null ? reply.withoutBody() : reply;
  }

  /** Collects the settings of a handler. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final ResizeService service;
    private @Nullable SizePolicy sizes;
    private UrlGrammar grammar = UrlGrammar.under(UrlGrammar.DEFAULT_PREFIX);
    private String cacheName = "image-resize";
    private ReplyLifetimes lifetimes = ReplyLifetimes.DEFAULTS;
    private ReplyHeaders headers = ReplyHeaders.NONE;
    private FallbackImages fallbackImages = FallbackImages.NONE;
    private boolean clientHints;
    private Set<ImageFormat> improvedLater = Set.of();
    private boolean descriptions;
    private InstantSource clock = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;

    private Builder(ResizeService service) {
      this.service = Objects.requireNonNull(service, "service");
    }

    /**
     * Sets who may ask for which size; there is no default.
     *
     * @param policy the policy, such as {@link SizePolicy#allowAnySize()}
     * @return this builder
     */
    public Builder sizes(SizePolicy policy) {
      sizes = Objects.requireNonNull(policy, "sizes");
      return this;
    }

    /**
     * Sets where the images are mounted.
     *
     * @param path begins and ends with a slash and needs no percent-encoding; {@code /images/} by
     *     default
     * @return this builder
     * @throws IllegalArgumentException if it is not so
     */
    public Builder prefix(String path) {
      grammar = new UrlGrammar(path, grammar.pathOptions(), grammar.ignored());
      return this;
    }

    /**
     * Sets whether a path may hold the options, as in {@code /images/w_600,h_400/beach.jpg}, for
     * content delivery networks that drop queries. Then the folders of originals must not have
     * names that begin with the name of an option and an underscore, such as {@code w_600}.
     *
     * @param allowed true by default
     * @return this builder
     */
    public Builder pathOptions(boolean allowed) {
      grammar = new UrlGrammar(grammar.prefix(), allowed, grammar.ignored());
      return this;
    }

    /**
     * Sets which parameters of the query mean nothing, such as those that advertisements add. All
     * others that are unknown are refused.
     *
     * @param names of parameters; {@code utm_*} stands for all that begin with {@code utm_}; none
     *     by default
     * @return this builder
     * @throws IllegalArgumentException if one is an option or can't be a name
     * @see ImageHttpHandler#TRACKING_PARAMETERS
     */
    public Builder ignoredParameters(Set<String> names) {
      grammar = new UrlGrammar(grammar.prefix(), grammar.pathOptions(), names);
      return this;
    }

    /**
     * Sets whether what clients say of themselves counts where a URL leaves it open, as far as the
     * policy admits it: {@code Sec-CH-DPR} for the device pixel ratio, brought to 1, 1.5, 2 or 3;
     * {@code Sec-CH-Width} for the width of a URL without a size, in steps of 160 pixels; {@code
     * Save-Data: on} for a quality of 50 and no more pixels than the URL says. Replies vary on all
     * three. Browsers send the first two only if the page asks for them by {@code Accept-CH}.
     *
     * @param count false by default
     * @return this builder
     */
    public Builder clientHints(boolean count) {
      clientHints = count;
      return this;
    }

    /**
     * Sets whether {@code describe=true} is answered with what {@link ResizeService#describe} tells
     * of an original, as {@link io.github.imageresize.ImageDescription#toJson() JSON}: format,
     * size, frames, main colour and a placeholder, for a page's scripts or a site generator. It
     * stands alone, but for a version and the policy's own options. The policy decides as on
     * images; where it has lists of sizes, a description is allowed of every original.
     *
     * @param open false by default; then {@code describe} is refused with 400
     * @return this builder
     */
    public Builder descriptions(boolean open) {
      descriptions = open;
      return this;
    }

    /**
     * Sets which formats are too slow to make for the first client to wait for: where one of them
     * would be negotiated and the image is in no cache, the client is answered in the format that
     * is best without them, for a minute at most, and the image is {@linkplain
     * ResizeService#makeLater made in the background} for those who come after. {@code
     * Cache-Status} then says {@code provisional} and what follows. A format that a URL names is
     * waited for.
     *
     * @param slow such as AVIF and JPEG XL; none by default
     * @return this builder
     */
    public Builder improveLater(Set<ImageFormat> slow) {
      improvedLater = Set.copyOf(slow);
      return this;
    }

    /**
     * Sets how long browsers and shared caches may keep replies.
     *
     * @param value {@link ReplyLifetimes#DEFAULTS} by default
     * @return this builder
     */
    public Builder lifetimes(ReplyLifetimes value) {
      lifetimes = Objects.requireNonNull(value, "lifetimes");
      return this;
    }

    /**
     * Sets further header fields.
     *
     * @param value {@link ReplyHeaders#NONE} by default
     * @return this builder
     */
    public Builder headers(ReplyHeaders value) {
      headers = Objects.requireNonNull(value, "headers");
      return this;
    }

    /**
     * Sets which images are shown in the place of those that can't be had.
     *
     * @param value {@link FallbackImages#NONE} by default
     * @return this builder
     */
    public Builder fallbackImages(FallbackImages value) {
      fallbackImages = Objects.requireNonNull(value, "fallbackImages");
      return this;
    }

    /**
     * Sets the name of this cache in {@code Cache-Status} (RFC 9211), to be told apart from others
     * on the way.
     *
     * @param name a token that begins with a letter; {@code image-resize} by default
     * @return this builder
     * @throws IllegalArgumentException if it is not a token
     */
    public Builder cacheName(String name) {
      Require.that(
          name.matches("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*"),
          "cacheName",
          "be a token (RFC 8941) such as image-resize",
          name);
      cacheName = name;
      return this;
    }

    Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    Builder nanoTime(LongSupplier clock) {
      nanoTime = clock;
      return this;
    }

    /**
     * Makes the handler.
     *
     * @return the handler
     * @throws IllegalStateException if no size policy was chosen, or images are to be improved
     *     later and the service keeps none
     */
    public ImageHttpHandler build() {
      if (sizes == null) {
        throw new IllegalStateException(
            "who may ask for which size must be decided: set sizes, such as"
                + " SizePolicy.allowAnySize()");
      }
      if (!improvedLater.isEmpty() && !service.keepsImages()) {
        throw new IllegalStateException(
            "improveLater takes a service that keeps images, such as one with a cache");
      }
      return new ImageHttpHandler(this, sizes);
    }
  }
}
