package io.github.imageresize.http;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Two policies of which both must admit, or either. */
final class JointPolicy implements SizePolicy {
  private final SizePolicy first;
  private final SizePolicy second;
  private final boolean both;
  private final Set<String> options;
  private final Set<String> fields;

  JointPolicy(SizePolicy first, SizePolicy second, boolean both) {
    this.first = first;
    this.second = Objects.requireNonNull(second, "other");
    this.both = both;
    this.options = union(first.options(), second.options());
    this.fields = union(first.fields(), second.fields());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  @Override
  public Set<String> options() {
    return options;
  }

  @Override
  public Set<String> fields() {
    return fields;
  }

  @Override
  public Verdict decide(RequestTarget target) {
    return both ? bothOf(target) : eitherOf(target);
  }

  private Verdict bothOf(RequestTarget target) {
    Verdict verdict = first.decide(target.forPolicyWith(first.options()));
    return verdict
        .request()
        .map(admitted -> target.withRequest(admitted).forPolicyWith(second.options()))
        .map(narrowed -> verdict.joinedWith(second.decide(narrowed)))
        .orElse(verdict);
  }

  private Verdict eitherOf(RequestTarget target) {
    Optional<Verdict> one = ifItKnowsAllOptions(first, target);
    if (one.isPresent() && one.get().isAdmitted()) {
      return one.get();
    }
    Optional<Verdict> other = ifItKnowsAllOptions(second, target);
    if (other.isPresent() && other.get().isAdmitted()) {
      return other.get();
    }
    if (one.isPresent() && other.isPresent()) {
      return Verdict.refuse(
          one.get().refusal().orElse("") + " Or: " + other.get().refusal().orElse(""));
    }
    return one.or(() -> other)
        .orElseGet(
            () ->
                Verdict.refuse(
                    "The options "
                        + AllowedValues.listed(target.options())
                        + " exclude each other."));
  }

  private static Optional<Verdict> ifItKnowsAllOptions(SizePolicy policy, RequestTarget target) {
    return policy.options().containsAll(target.options())
        ? Optional.of(policy.decide(target))
        : Optional.empty();
  }
}
