package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The class path of the tests, but for libraries that a host may leave out. */
public final class ClassPathWithout {
  private ClassPathWithout() {}

  /**
   * Runs a program whose classes, and all that they use, are loaded anew from what is left.
   *
   * @param program a public class with {@code main}, which throws where it does not work
   * @param libraries beginnings of the names of the jars to leave out, each of which is there
   */
  public static void run(Class<?> program, String... libraries) throws Exception {
    List<URL> left = new ArrayList<>();
    List<String> missing = new ArrayList<>(List.of(libraries));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString().toLowerCase(Locale.ROOT);
      if (List.of(libraries).stream().anyMatch(name::startsWith)) {
        missing.removeIf(name::startsWith);
      } else {
        left.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(missing).as("not on the class path anyway").isEmpty();
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(left.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      loader
          .loadClass(program.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }
}
