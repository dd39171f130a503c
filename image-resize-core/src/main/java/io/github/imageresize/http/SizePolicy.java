package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.Overlay;
import io.github.imageresize.internal.argument.Require;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides who may ask for which image. Every variant that is allowed costs work and room in the
 * cache, so that a public site should not leave the choice to strangers; there is no default.
 *
 * <p>A policy is a function from what a URL asks to a {@link Verdict}, so that it can be tested
 * without a server:
 *
 * <pre>{@code
 * SizePolicy policy = SizePolicy.widths(320, 640).and(SizePolicy.sources("public/"));
 * HttpRequestHead head = HttpRequestHead.get("/images/public/a.jpg?w=321");
 * Verdict verdict = policy.decide(RequestTarget.of(head, "/images/", policy));
 * assert verdict.refusal().equals(Optional.of("w must be 320 or 640, but is 321."));
 * }</pre>
 *
 * <p>Implementations are thread-safe and return at once.
 */
@FunctionalInterface
public interface SizePolicy {

  /**
   * Allows everything within the engine's limits: for sites behind a login, a firewall or a proxy
   * that decides itself.
   *
   * @return the policy
   */
  static SizePolicy allowAnySize() {
    return target -> Verdict.admit(target.request());
  }

  /**
   * Allows a list of widths and nothing else than defaults; more is opened by the methods of the
   * result.
   *
   * @param widths in CSS pixels, at least one, each 1..65535
   * @return the policy, which refuses other widths
   * @throws IllegalArgumentException if a width is out of range or there is none
   */
  static AllowedSizes widths(int... widths) {
    return AllowedSizes.widths(widths);
  }

  /**
   * Allows what was signed with one of the keys by a {@link UrlSigner}, whatever it asks for, as
   * long as it has not expired.
   *
   * @param keys the keys that are accepted, each with an id of its own; to change a key, accept
   *     both until the URLs that were signed with the old one are gone
   * @return the policy
   * @throws IllegalArgumentException if there is no key or two have the same id
   */
  static SizePolicy signed(SigningKey... keys) {
    return new SignaturePolicy(List.of(keys), Clock.systemUTC());
  }

  /**
   * Allows originals whose paths begin with one of the prefixes, in any variant, with overlays from
   * there, too: a part of a policy, to be joined with another by {@link #and}.
   *
   * @param prefixes such as {@code products/}, at least one, none empty
   * @return the policy
   * @throws IllegalArgumentException if there is no prefix or one is empty
   */
  static SizePolicy sources(String... prefixes) {
    List<String> allowed = List.of(prefixes);
    Require.that(
        !allowed.isEmpty() && !allowed.contains(""),
        "prefixes",
        "be at least one, and none empty",
        allowed);
    return target -> {
      Stream<String> pictures =
          Stream.concat(
              Stream.of(target.request().source()),
              target.request().effects().overlay().map(Overlay::source).stream());
      return pictures.allMatch(path -> allowed.stream().anyMatch(path::startsWith))
          ? Verdict.admit(target.request())
          : Verdict.refuse("The image must be in " + AllowedValues.listed(allowed) + ".");
    };
  }

  /**
   * The options of the URL that are the policy's own, besides those of the grammar.
   *
   * @return names; none by default
   */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * The header fields that the policy looks at, besides {@code Host}. Replies vary on them.
   *
   * @return names; none by default
   */
  default Set<String> fields() {
    return Set.of();
  }

  /**
   * Admits a request, or refuses it.
   *
   * @param target what the URL asks for, and who asks
   * @return the verdict
   * @throws ImageResizeException with {@code INVALID_REQUEST} if one of the policy's own options is
   *     malformed
   */
  Verdict decide(RequestTarget target);

  /**
   * Allows what both allow. The other one sees the request that this one makes of the URL.
   *
   * @param other decides after this one has admitted
   * @return the policy of both
   */
  default SizePolicy and(SizePolicy other) {
    return new JointPolicy(this, other, true);
  }

  /**
   * Allows what either allows. A policy is not asked about a URL that holds an option of the other
   * one: a wrong signature stays wrong, whatever else would be allowed without it.
   *
   * @param other decides where this one refuses
   * @return the policy of both
   */
  default SizePolicy or(SizePolicy other) {
    return new JointPolicy(this, other, false);
  }

  /**
   * Has the host say which version of an original is current. The option {@code v} is taken out
   * before this policy decides. If it is the current one the version is proven and the reply
   * immutable. Any other one is answered with the current version, and not as immutable: pages that
   * were written before a change go on showing images, and a stranger who guesses tomorrow's
   * version gains nothing.
   *
   * @param current gives the current version of an original by its path, or empty if it has none;
   *     thread-safe and quick, as it is asked for each URL with a version
   * @return the policy with versions
   */
  default SizePolicy withCurrentVersions(Function<String, Optional<String>> current) {
    return new VersionPolicy(this, current);
  }

  /**
   * Lets callers whom the host trusts have images made anew by {@code Cache-Control: no-cache}, as
   * an editor does who has just replaced an original.
   *
   * @param trusted decides by the {@linkplain RequestTarget#principal() principal} or the host;
   *     thread-safe and quick, as it is asked for each URL that is admitted
   * @return the policy, which admits what this one does
   * @see Verdict#withBypass
   */
  default SizePolicy withBypassFor(Predicate<RequestTarget> trusted) {
    return new BypassPolicy(this, trusted);
  }
}
