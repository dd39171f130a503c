package io.github.imageresize.http;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** A policy, and who may have images made anew. */
final class BypassPolicy implements SizePolicy {
  private final SizePolicy rest;
  private final Predicate<RequestTarget> trusted;

  BypassPolicy(SizePolicy rest, Predicate<RequestTarget> trusted) {
    this.rest = rest;
    this.trusted = Objects.requireNonNull(trusted, "trusted");
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
    Verdict verdict = rest.decide(target);
    return verdict.isAdmitted() && trusted.test(target) ? verdict.withBypass() : verdict;
  }
}
