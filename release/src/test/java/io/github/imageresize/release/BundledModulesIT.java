package io.github.imageresize.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the jars of the bundle are to Java: their modules, and the versions that they run on. */
class BundledModulesIT {
  private static Bundle bundle;

  @BeforeAll
  static void read() throws IOException {
    bundle = Bundle.read();
  }

  @Test
  void namesTheModuleOfEveryJar() throws IOException {
    for (String artifact : bundle.jars()) {
      Map<String, byte[]> jar = bundle.contents(artifact, ".jar");
      Manifest manifest = new Manifest(new ByteArrayInputStream(jar.get("META-INF/MANIFEST.MF")));
      String automatic = manifest.getMainAttributes().getValue("Automatic-Module-Name");
      assertThat(jar.containsKey("module-info.class") || automatic != null)
          .as("%s has a module descriptor or a name that is not the file's", artifact)
          .isTrue();
    }
  }

  /** Such a name changes with the file's, so that javac warns of it and a rename breaks users. */
  @Test
  void requiresNoModuleThatIsNamedByItsFileAlone() throws IOException {
    ModuleFinder runTime =
        ModuleFinder.of(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toArray(Path[]::new));
    int found = 0;
    for (String artifact : bundle.jars()) {
      byte[] descriptor = bundle.contents(artifact, ".jar").get("module-info.class");
      if (descriptor == null) {
        continue;
      }
      ModuleDescriptor module = ModuleDescriptor.read(new ByteArrayInputStream(descriptor));
      for (ModuleDescriptor.Requires required : module.requires()) {
        if (ModuleFinder.ofSystem().find(required.name()).isPresent()) {
          continue;
        }
        Optional<ModuleReference> reference = runTime.find(required.name());
        if (required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)
            && reference.isEmpty()) {
          continue;
        }
        assertThat(reference)
            .as("%s, which %s requires, is handed on by Maven", required, artifact)
            .isPresent();
        assertThat(namesItself(reference.orElseThrow()))
            .as("%s, which %s requires, names itself", required, artifact)
            .isTrue();
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  /** Class files of Java 17, and of 22 where the module needs it. */
  @Test
  void runsOnTheOldestJavaThatEachModuleSupports() throws IOException {
    for (String artifact : bundle.jars()) {
      int java = artifact.equals("image-resize-vips") ? 22 : 17;
      bundle
          .contents(artifact, ".jar")
          .forEach(
              (name, bytes) -> {
                if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                  assertThat(ByteBuffer.wrap(bytes).getShort(6))
                      .as("version of %s in %s", name, artifact)
                      .isEqualTo((short) (44 + java));
                }
              });
    }
  }

  private static boolean namesItself(ModuleReference module) throws IOException {
    if (!module.descriptor().isAutomatic()) {
      return true;
    }
    try (JarFile jar = new JarFile(Path.of(module.location().orElseThrow()).toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name") != null;
    }
  }
}
