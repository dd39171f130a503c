package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import java.util.Map;
import java.util.Optional;

/**
 * What a URL asks for, as a {@link SizePolicy} sees it: the request that its path and options
 * spell, the options of the policy itself, and the very text that was sent.
 *
 * <p>Immutable and thread-safe.
 */
public final class RequestTarget {
  private final String path;
  private final String query;
  private final ImageRequest request;
  private final Map<String, String> policyOptions;

  RequestTarget(
      String path, String query, ImageRequest request, Map<String, String> policyOptions) {
    this.path = path;
    this.query = query;
    this.request = request;
    this.policyOptions = policyOptions;
  }

  /**
   * The path of the URL.
   *
   * @return the path as it was sent, not decoded, the handler's prefix included
   */
  public String path() {
    return path;
  }

  /**
   * The query of the URL.
   *
   * @return the query as it was sent, not decoded; empty if there is none
   */
  public String query() {
    return query;
  }

  /**
   * The image that path and options spell.
   *
   * @return the request; without a format if it is still to be negotiated
   */
  public ImageRequest request() {
    return request;
  }

  /**
   * The value of one of the options that {@link SizePolicy#options()} names.
   *
   * @param name the option's name
   * @return the decoded value, or empty if the query does not hold it
   */
  public Optional<String> option(String name) {
    return Optional.ofNullable(policyOptions.get(name));
  }
}
