package io.github.imageresize.internal.codec.webp;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A static native method that is found by its name. Thread-safe. */
final class NativeFunction {
  private final Method method;

  /**
   * Finds it.
   *
   * @throws NoSuchMethodError if the class has no static native method of that name
   */
  NativeFunction(Class<?> owner, String name) {
    method =
        Arrays.stream(owner.getDeclaredMethods())
            .filter(candidate -> Modifier.isNative(candidate.getModifiers()))
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodError(owner.getName() + "." + name));
    method.setAccessible(true);
  }

  /** Calls it; numbers are boxed. What it throws comes out as it is: errors of the JVM. */
  @Nullable Object call(@Nullable Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(method + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " must be accessible", e);
    }
  }

  /** Calls a function that gives an address. */
  long callForAddress(@Nullable Object... arguments) {
    if (call(arguments) instanceof Long address && address != 0) {
      return address;
    }
    throw new OutOfMemoryError("libwebp has no room for its parameters");
  }
}
