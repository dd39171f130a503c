package io.github.imageresize.examples.urls;

import io.github.imageresize.http.RequestTarget;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.http.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/**
 * A policy whose callers may have images made anew, by {@code Cache-Control: no-cache}, if they
 * send a secret in a header field.
 */
record SecretBypass(SizePolicy rest, String secret) implements SizePolicy {
  static final String FIELD = "X-Bypass-Secret";

  @Override
  public Set<String> options() {
    return rest.options();
  }

  @Override
  public Set<String> fields() {
    Set<String> fields = new HashSet<>(rest.fields());
    fields.add(FIELD);
    return fields;
  }

  @Override
  public Verdict decide(RequestTarget target) {
    Verdict verdict = rest.decide(target);
    boolean trusted = target.field(FIELD).filter(this::isSecret).isPresent();
    return verdict.isAdmitted() && trusted ? verdict.withBypass() : verdict;
  }

  /** In a time that does not tell how much of it is right. */
  private boolean isSecret(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SecretBypass[" + rest + "]";
  }
}
