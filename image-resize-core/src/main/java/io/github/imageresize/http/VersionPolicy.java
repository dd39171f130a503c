package io.github.imageresize.http;

import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A policy for URLs without versions, and a host that says which version is current. */
final class VersionPolicy implements SizePolicy {
  private final SizePolicy rest;
  private final Function<String, Optional<String>> current;

  VersionPolicy(SizePolicy rest, Function<String, Optional<String>> current) {
    this.rest = rest;
    this.current = Objects.requireNonNull(current, "current");
  }

  @Override
  public Set<String> options() {
    return rest.options();
  }

  @Override
  public Set<String> fields() {
    return rest.fields();
  }

  @Override
  public Verdict decide(RequestTarget target) {
    Optional<String> asked = target.request().version();
    if (asked.isEmpty()) {
      return rest.decide(target);
    }
    Verdict verdict = rest.decide(target.without(ImageOptions.VERSION));
    Optional<ImageRequest> admitted = verdict.request();
    Optional<String> known = admitted.flatMap(request -> current.apply(request.source()));
    if (admitted.isEmpty() || known.isEmpty()) {
      return verdict;
    }
    Verdict versioned = verdict.of(admitted.get().toBuilder().version(known.get()).build());
    return known.equals(asked) ? versioned.withProvenVersion() : versioned;
  }
}
