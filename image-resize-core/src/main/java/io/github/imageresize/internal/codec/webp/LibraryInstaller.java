package io.github.imageresize.internal.codec.webp;

import java.util.function.Consumer;

/**
 * Loads a native library for the class loader that this class was defined by, to which the library
 * belongs from then on: {@link BindingLoader} defines it a second time.
 */
public final class LibraryInstaller implements Consumer<String> {

  /** Called by reflection. */
  public LibraryInstaller() {}

  @Override
  public void accept(String path) {
    System.load(path);
  }
}
