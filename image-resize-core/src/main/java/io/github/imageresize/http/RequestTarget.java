package io.github.imageresize.http;

import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Overlay;
import io.github.imageresize.internal.argument.Require;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a URL asks for and who asks, as a {@link SizePolicy} sees it: the request that its path and
 * options spell, the options of the policy itself, and of the client's request the host, header
 * fields and principal.
 *
 * <p>Immutable and thread-safe.
 */
public final class RequestTarget {
  private final HttpRequestHead head;
  private final String decodedPath;
  private final GivenOptions given;
  private final Map<String, String> policyOptions;
  private final ImageRequest request;

  private RequestTarget(
      HttpRequestHead head,
      String decodedPath,
      GivenOptions given,
      Map<String, String> policyOptions,
      ImageRequest request) {
    this.head = head;
    this.decodedPath = decodedPath;
    this.given = given;
    this.policyOptions = policyOptions;
    this.request = request;
  }

  static RequestTarget of(HttpRequestHead head, String prefix, String source, GivenOptions given) {
    ImageRequest.Builder request = ImageRequest.builder(source);
    given.applyTo(request);
    ImageRequest built = request.build();
    built.effects().overlay().map(Overlay::source).ifPresent(RequestTarget::requireFile);
    return new RequestTarget(head, prefix + source, given, given.ofPolicy(), built);
  }

  private static void requireFile(String overlay) {
    if (!SourcePath.canNameFile(overlay)) {
      throw ImageResizeException.invalid(
          ImageOptions.OVERLAY.urlName(),
          overlay,
          "must have no empty segment, no dot segment and no backslash");
    }
  }

  /**
   * Reads a request as an {@link ImageHttpHandler} does that has this policy, for tests of the
   * policy alone.
   *
   * @param head what a client asks
   * @param prefix where the images are mounted, such as {@code /images/}
   * @param policy the policy, whose options the URL may hold
   * @return what the URL asks for
   * @throws ImageResizeException with {@code INVALID_REQUEST} or {@code SOURCE_NOT_FOUND} if the
   *     URL is malformed, as the handler would answer
   * @throws IllegalArgumentException if the path does not begin with the prefix
   */
  public static RequestTarget of(HttpRequestHead head, String prefix, SizePolicy policy) {
    if (!head.path().startsWith(prefix)) {
      throw Require.violation("path", "begin with " + prefix, head.path());
    }
    return new TargetParser(UrlGrammar.under(prefix), policy.options()).parse(head);
  }

  /**
   * The path of the URL.
   *
   * @return the path as it was sent, not decoded, the handler's prefix included
   */
  public String path() {
    return head.path();
  }

  /**
   * The query of the URL.
   *
   * @return the query as it was sent, not decoded; empty if there is none
   */
  public String query() {
    return head.query();
  }

  /**
   * The image that path and options spell, or what policies that were asked before made of it.
   *
   * @return the request; without a format if it is still to be negotiated
   */
  public ImageRequest request() {
    return request;
  }

  /**
   * Whether the URL asks for a description of the original in the place of an image. Then the
   * {@linkplain #request() request} has no option but perhaps a version, and there is one answer
   * for each original, so that lists of sizes have nothing to say.
   *
   * @return true if the URL holds {@code describe=true}
   */
  public boolean isDescription() {
    return given.isDescription();
  }

  /**
   * The value of one of the options that {@link SizePolicy#options()} names.
   *
   * @param name the option's name
   * @return the decoded value, or empty if the URL does not hold it
   */
  public Optional<String> option(String name) {
    return Optional.ofNullable(policyOptions.get(name));
  }

  /**
   * The host that the client asked.
   *
   * @return the {@code Host} field, possibly with a port, or empty if there is none
   */
  public Optional<String> host() {
    return head.field("Host");
  }

  /**
   * A header field of the client's request.
   *
   * @param name one that {@link SizePolicy#fields()} names
   * @return the value, or empty if there is none
   */
  public Optional<String> field(String name) {
    return head.field(name);
  }

  /**
   * Who the client is, as the server found out. A policy that looks at it should admit {@linkplain
   * Verdict#forThisCallerOnly() for this caller only}.
   *
   * @return the principal, or empty if the client is not known
   */
  public Optional<Principal> principal() {
    return head.principal();
  }

  /** What the client sent. */
  HttpRequestHead head() {
    return head;
  }

  /** The names of the policy's options that the URL holds. */
  Set<String> options() {
    return policyOptions.keySet();
  }

  /** The options of the grammar that the URL itself holds, whatever policies made of them. */
  GivenOptions given() {
    return given;
  }

  /** What a signature is made of; its own option is left out. */
  String signedText(String signatureOption) {
    Map<String, String> options = given.byName();
    options.remove(signatureOption);
    return SignedText.of(decodedPath, options);
  }

  RequestTarget withRequest(ImageRequest other) {
    return new RequestTarget(head, decodedPath, given, policyOptions, other);
  }

  /** The same for a policy that has some options only, the others being another policy's. */
  RequestTarget forPolicyWith(Set<String> options) {
    if (options.containsAll(policyOptions.keySet())) {
      return this;
    }
    Map<String, String> kept = new HashMap<>(policyOptions);
    kept.keySet().retainAll(options);
    return new RequestTarget(head, decodedPath, given, kept, request);
  }

  /** The same request without one of its options. */
  RequestTarget without(ImageOption<?> option) {
    return withRequest(request.toBuilder().unset(option).build());
  }
}
