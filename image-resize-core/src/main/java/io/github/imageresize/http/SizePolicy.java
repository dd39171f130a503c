package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import java.util.Set;

/**
 * Decides who may ask for which image. Every size that is allowed costs work and room in the cache,
 * so that a public site should not leave the choice to strangers; there is no default.
 *
 * <p>Implementations are thread-safe and return at once.
 */
public interface SizePolicy {

  /**
   * Allows everything within the engine's limits: for sites behind a login, a firewall or a proxy
   * that decides itself.
   *
   * @return the policy
   */
  static SizePolicy allowAnySize() {
    return RequestTarget::request;
  }

  /**
   * The options of the query that are the policy's own, besides those of the grammar.
   *
   * @return names; none by default
   */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * Admits a request, or refuses it.
   *
   * @param target what the URL asks for
   * @return the request to be answered: the target's own, or what the policy makes of it
   * @throws ImageResizeException with {@code FORBIDDEN} if it is not allowed, with {@code
   *     INVALID_REQUEST} if one of the policy's own options is wrong
   */
  ImageRequest admit(RequestTarget target);
}
