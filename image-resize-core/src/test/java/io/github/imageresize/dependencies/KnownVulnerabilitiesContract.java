package io.github.imageresize.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a module runs and tests with, as this build resolved it, held against a list that is
 * committed, so without any network. The list knows what it knew on its day and no more: a scanner
 * that is fed with {@code target/bom.json} knows today's.
 */
public abstract class KnownVulnerabilitiesContract {
  /** Names of jars that must be there, so that a class path that was not read cannot pass. */
  protected abstract List<String> amongOthers();

  /** What the module holds within itself, as {@code group:artifact:version}. */
  protected List<String> inside() {
    return List.of();
  }

  @Test
  void areInNothingThatThisModuleRunsOrTestsWith() throws Exception {
    KnownVulnerabilities known = KnownVulnerabilities.committed();
    List<ResolvedJar> jars = new ArrayList<>(ResolvedJar.ofClassPath());
    for (String held : inside()) {
      String[] name = held.split(":", -1);
      jars.add(new ResolvedJar("." + name[0], name[1], name[2]));
    }

    assertThat(jars).extracting(ResolvedJar::artifact).containsAll(amongOthers());
    assertThat(jars).flatExtracting(known::against).isEmpty();
  }
}
