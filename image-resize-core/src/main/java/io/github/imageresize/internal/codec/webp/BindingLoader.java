package io.github.imageresize.internal.codec.webp;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads the few classes of webp-imageio that declare libwebp's native functions, from this module's
 * own resources. They are in a loader of their own, so that they meet neither that library, should
 * the application use it too, nor a module path, and so that the rest of it is not needed.
 */
final class BindingLoader extends ClassLoader {
  /** Where the build puts the binding; no valid package, so that no module hides it. */
  static final String RESOURCES = "/META-INF/libwebp/";

  BindingLoader() {
    super("libwebp", null); // others would find LibraryInstaller in this module
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    boolean ours = name.equals(LibraryInstaller.class.getName());
    String folder = ours ? "/" : RESOURCES;
    try (InputStream resource =
        BindingLoader.class.getResourceAsStream(folder + name.replace('.', '/') + ".class")) {
      if (resource == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = resource.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
