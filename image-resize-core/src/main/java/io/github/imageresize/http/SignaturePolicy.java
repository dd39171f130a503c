package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.internal.argument.Require;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Admits what was signed with one of its keys. */
final class SignaturePolicy implements SizePolicy {
  /** The option that holds the signature: the key's id, a dot, and the signature itself. */
  static final String SIGNATURE = "sig";

  /** The option that holds the last second in which the URL works, counted from 1970. */
  static final String EXPIRY = "exp";

  private static final int MAX_DIGITS = 12;
  private static final Verdict WRONG = Verdict.refuse("The signature does not fit the URL.");
  private static final Verdict MISSING =
      Verdict.refuse("The URL must be signed: it lacks the option " + SIGNATURE + ".");

  private final Map<String, SigningKey> keys = new HashMap<>();
  private final Clock clock;

  SignaturePolicy(List<SigningKey> keys, Clock clock) {
    Require.notEmpty("keys", keys);
    for (SigningKey key : keys) {
      Require.that(
          this.keys.put(key.id(), key) == null, "keys", "differ in their ids", key.id() + " twice");
    }
    this.clock = clock;
  }

  @Override
  public Set<String> options() {
    return Set.of(SIGNATURE, EXPIRY);
  }

  @Override
  public Verdict decide(RequestTarget target) {
    Optional<String> given = target.option(SIGNATURE);
    if (given.isEmpty()) {
      return MISSING;
    }
    int dot = given.get().indexOf('.');
    SigningKey key = dot < 0 ? null : keys.get(given.get().substring(0, dot));
    if (key == null
        || !key.verifies(target.signedText(SIGNATURE), given.get().substring(dot + 1))) {
      return WRONG;
    }
    Verdict admitted = Verdict.admit(target.request()).withProvenVersion();
    Optional<Instant> end = target.option(EXPIRY).map(SignaturePolicy::instant);
    if (end.isEmpty()) {
      return admitted;
    }
    return clock.instant().isBefore(end.get())
        ? admitted.until(end.get())
        : Verdict.refuse("The URL expired at " + end.get() + ".");
  }

  private static Instant instant(String seconds) {
    boolean digits =
        !seconds.isEmpty()
            && seconds.length() <= MAX_DIGITS
            && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw ImageResizeException.invalid(EXPIRY, seconds, "must be seconds since 1970");
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
