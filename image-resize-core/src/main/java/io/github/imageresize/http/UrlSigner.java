package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Signs URLs that {@link SizePolicy#signed} admits. The signature is over the decoded path and
 * options in the order of their names, so that neither the order nor the encoding of a URL matters,
 * nor whether its options are in the path or in the query.
 *
 * <p>What is signed is, in UTF-8, with a line feed between lines and none at the end:
 *
 * <pre>{@code
 * image-resize-1
 * /images/beach.jpg
 * exp=1767225600
 * h=200
 * w=300
 * }</pre>
 *
 * <p>and the URL gets the option {@code sig}: the key's id, a dot, and the HMAC-SHA256 of that text
 * in URL-safe Base64 without padding.
 *
 * <p>Immutable and thread-safe.
 */
public final class UrlSigner {
  private final SigningKey key;
  private final String prefix;
  private final TargetParser parser;

  private UrlSigner(SigningKey key, String prefix, Set<String> policyOptions) {
    Set<String> options = new HashSet<>(policyOptions);
    options.add(SignaturePolicy.SIGNATURE);
    options.add(SignaturePolicy.EXPIRY);
    options.add(Presets.OPTION);
    this.key = Objects.requireNonNull(key, "key");
    this.prefix = prefix;
    this.parser = new TargetParser(UrlGrammar.under(prefix), options);
  }

  /**
   * A signer of URLs under {@code /images/}.
   *
   * @param key the key
   * @return the signer
   */
  public static UrlSigner of(SigningKey key) {
    return new UrlSigner(key, UrlGrammar.DEFAULT_PREFIX, Set.of());
  }

  /**
   * A signer of URLs under another prefix.
   *
   * @param path where the images are mounted, as in {@link ImageHttpHandler.Builder#prefix}
   * @return the signer
   * @throws IllegalArgumentException if it can't be a prefix
   */
  public UrlSigner under(String path) {
    return new UrlSigner(key, path, parser.policyOptions());
  }

  /**
   * A signer of URLs that also hold options of a host's own policy.
   *
   * @param policy the policy, which may hold others
   * @return the signer
   */
  public UrlSigner withOptionsOf(SizePolicy policy) {
    return new UrlSigner(key, prefix, policy.options());
  }

  /**
   * Signs a URL for good.
   *
   * @param target path and query, percent-encoded, such as {@code /images/beach.jpg?w=320} or
   *     {@code /images/w_320/beach.jpg}
   * @return the same with the option {@code sig}
   * @throws ImageResizeException with {@code INVALID_REQUEST} or {@code SOURCE_NOT_FOUND} if it
   *     can't be a URL of an image, and says why
   */
  public String sign(String target) {
    return signed(target);
  }

  /**
   * Signs a URL that ends.
   *
   * @param target path and query, percent-encoded, such as {@code /images/beach.jpg?w=320}
   * @param end the URL works before this second
   * @return the same with the options {@code exp} and {@code sig}
   * @throws ImageResizeException with {@code INVALID_REQUEST} or {@code SOURCE_NOT_FOUND} if it
   *     can't be a URL of an image, and says why
   */
  public String sign(String target, Instant end) {
    String seconds = Long.toString(end.getEpochSecond());
    return signed(with(target, SignaturePolicy.EXPIRY, seconds));
  }

  private String signed(String target) {
    if (!target.startsWith(prefix)) {
      throw ImageResizeException.invalid("URL", target, "must begin with " + prefix);
    }
    RequestTarget parsed = parser.parse(HttpRequestHead.get(target));
    if (parsed.option(SignaturePolicy.SIGNATURE).isPresent()) {
      throw ImageResizeException.invalid("URL", target, "must not be signed yet");
    }
    String signature = key.sign(parsed.signedText(SignaturePolicy.SIGNATURE));
    return with(target, SignaturePolicy.SIGNATURE, key.id() + "." + signature);
  }

  /** The URL with one more option, in the spelling that it has. */
  private String with(String target, String name, String value) {
    int mark = target.indexOf('?');
    if (mark >= 0) {
      String query = target.substring(mark + 1);
      return target.substring(0, mark + 1) + OptionSpelling.QUERY.append(query, name, value);
    }
    int slash = target.startsWith(prefix) ? parser.endOfOptions(target) : -1;
    return slash < 0
        ? target + '?' + OptionSpelling.QUERY.append("", name, value)
        : OptionSpelling.PATH.append(target.substring(0, slash), name, value)
            + target.substring(slash);
  }
}
