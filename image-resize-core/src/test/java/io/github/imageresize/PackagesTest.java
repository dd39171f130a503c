package io.github.imageresize;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may rest on which: the stages of the flow, and no way back. */
class PackagesTest {
  private static final String ROOT = "io.github.imageresize";

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    Location main =
        Location.of(ResizeService.class.getProtectionDomain().getCodeSource().getLocation());
    classes = new ClassFileImporter().importLocations(List.of(main));
  }

  /** The root's cycle with those that its builder puts together is told of in its description. */
  @Test
  void noTwoBelowTheRootRestOnEachOther() {
    slices().assignedFrom(new BelowTheRoot()).should().beFreeOfCycles().check(classes);
  }

  @ParameterizedTest
  @CsvSource({
    "event, cache codec http local source internal",
    "codec, cache http local source internal.codec internal.effect internal.raster",
    "source, cache codec http local",
    "cache, codec http local source",
    "local, cache http",
    "http, cache codec source",
    "internal, cache http local source"
  })
  void noStageKnowsThoseThatItHasNoUseFor(String stage, String strangers) {
    noClasses()
        .that()
        .resideInAPackage(within(stage))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                Arrays.stream(strangers.split(" "))
                    .map(PackagesTest::within)
                    .toArray(String[]::new)))
        .check(classes);
  }

  @Test
  void theBuilderAloneKnowsAllParts() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .doNotHaveSimpleName("ResizeServiceBuilder")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                within("cache"),
                within("codec"),
                within("http"),
                within("local"),
                within("internal.codec")))
        .check(classes);
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT))))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ResizeServiceBuilder.class)
        .check(classes);
  }

  private static String within(String stage) {
    return ROOT + "." + stage + "..";
  }

  /** Stages, and of what is internal each package that lies there. */
  private static final class BelowTheRoot implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getPackageName();
      if (!name.startsWith(ROOT + ".")) {
        return SliceIdentifier.ignore();
      }
      String[] parts = name.substring(ROOT.length() + 1).split("\\.");
      return parts[0].equals("internal")
          ? SliceIdentifier.of(parts[0], parts[1])
          : SliceIdentifier.of(parts[0]);
    }

    @Override
    public String getDescription() {
      return "stages, and packages of what is internal";
    }
  }
}
