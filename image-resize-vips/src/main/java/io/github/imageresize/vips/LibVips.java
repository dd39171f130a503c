package io.github.imageresize.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * libvips as the JDK calls it: one method for each of its functions that is used. Memory that it
 * gives is the caller's to free. Thread-safe, as libvips is; an image is used by one thread at a
 * time, but for {@link #kill}.
 */
@SuppressWarnings("restricted") // what native access is for
final class LibVips {
  /** {@code VIPS_INTERPRETATION_sRGB} of enum VipsInterpretation. */
  static final int SRGB = 22;

  static final int B_W = 1;
  static final int RGB = 17;
  static final int RGB16 = 25;
  static final int GREY16 = 26;

  /** Of enum VipsBandFormat. */
  static final int UCHAR = 0;

  static final int USHORT = 2;

  /** Of enum VipsForeignHeifCompression. */
  static final int HEVC = 1;

  static final int AV1 = 4;

  private static final List<String> NAMES =
      List.of("libvips.so.42", "libvips.42.dylib", "libvips-42.dll", "libvips.so");

  /** The oldest that is known to work: what stable distributions have, with AVIF and JPEG XL. */
  private static final int LEAST_MAJOR = 8;

  private static final int LEAST_MINOR = 13;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;

  private final MethodHandle version;
  private final MethodHandle errorBuffer;
  private final MethodHandle clearErrors;
  private final MethodHandle newFromBuffer;
  private final MethodHandle newFromMemory;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle bands;
  private final MethodHandle bandFormat;
  private final MethodHandle interpretation;
  private final MethodHandle typeOf;
  private final MethodHandle blob;
  private final MethodHandle string;
  private final MethodHandle colourspace;
  private final MethodHandle copy;
  private final MethodHandle crop;
  private final MethodHandle writeToMemory;
  private final MethodHandle setKill;
  private final MethodHandle heifSave;
  private final MethodHandle jxlSave;
  private final MethodHandle unref;
  private final MethodHandle free;
  private final MethodHandle blockOperation;
  private final MethodHandle tracked;

  private LibVips(SymbolLookup symbols) {
    this.symbols = symbols;
    version = function("vips_version", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    errorBuffer = function("vips_error_buffer_copy", FunctionDescriptor.of(ADDRESS));
    clearErrors = function("vips_error_clear", FunctionDescriptor.ofVoid());
    newFromBuffer =
        variadic(
            "vips_image_new_from_buffer",
            3,
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    newFromMemory =
        function(
            "vips_image_new_from_memory",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    FunctionDescriptor intOfImage = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    width = function("vips_image_get_width", intOfImage);
    height = function("vips_image_get_height", intOfImage);
    bands = function("vips_image_get_bands", intOfImage);
    bandFormat = function("vips_image_get_format", intOfImage);
    interpretation = function("vips_image_get_interpretation", intOfImage);
    typeOf = function("vips_image_get_typeof", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
    blob =
        function(
            "vips_image_get_blob",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    string =
        function(
            "vips_image_get_string", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    colourspace =
        variadic(
            "vips_colourspace",
            3,
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    copy =
        variadic(
            "vips_copy",
            2,
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS));
    crop =
        variadic(
            "vips_extract_area",
            6,
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    writeToMemory =
        function("vips_image_write_to_memory", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    setKill = function("vips_image_set_kill", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    heifSave =
        variadic(
            "vips_heifsave_buffer",
            3,
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    jxlSave =
        variadic(
            "vips_jxlsave_buffer",
            3,
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS,
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    unref = function("g_object_unref", FunctionDescriptor.ofVoid(ADDRESS));
    free = function("g_free", FunctionDescriptor.ofVoid(ADDRESS));
    blockOperation =
        function("vips_operation_block_set", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    tracked = function("vips_tracked_get_mem", FunctionDescriptor.of(JAVA_LONG));
  }

  /**
   * Finds libvips where the system keeps its libraries, and starts it: without a cache of its own,
   * with as many threads as an image is given, and with no loader but those that are named.
   *
   * @throws VipsUnavailableException if there is none, or one that is too old
   */
  static LibVips load(int threads, List<String> loaders) {
    LibVips vips = new LibVips(lookUp());
    vips.start(threads, loaders);
    return vips;
  }

  private static SymbolLookup lookUp() {
    for (String name : NAMES) {
      try {
        SymbolLookup found = SymbolLookup.libraryLookup(name, Arena.global());
        // GLib comes with it: its functions are found through what libvips itself was linked with.
        return found.or(glib()).or(Linker.nativeLinker().defaultLookup());
      } catch (IllegalArgumentException notThere) {
        // the next name
      }
    }
    throw new VipsUnavailableException(
        "libvips is not installed where this system keeps its libraries; it comes with the package"
            + " libvips42 (Debian, Ubuntu) or vips (Alpine, Fedora, Homebrew)");
  }

  private static SymbolLookup glib() {
    SymbolLookup all = name -> java.util.Optional.empty();
    for (String name :
        List.of(
            "libgobject-2.0.so.0",
            "libglib-2.0.so.0",
            "libgobject-2.0.0.dylib",
            "libglib-2.0.0.dylib",
            "libgobject-2.0-0.dll",
            "libglib-2.0-0.dll")) {
      try {
        all = all.or(SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException notThere) {
        // of another system
      }
    }
    return all;
  }

  private void start(int threads, List<String> loaders) {
    try (Arena arena = Arena.ofConfined()) {
      int major = (int) version.invokeExact(0);
      int minor = (int) version.invokeExact(1);
      if (major != LEAST_MAJOR || minor < LEAST_MINOR) {
        throw new VipsUnavailableException(
            "libvips must be %d.%d or a newer %d, but is %d.%d"
                .formatted(LEAST_MAJOR, LEAST_MINOR, LEAST_MAJOR, major, minor));
      }
      // It would tell the standard error of what it leaves out of account in pictures.
      MemorySegment quiet = arena.allocateFrom("VIPS_WARNING");
      int set =
          (int)
              function("g_setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                  .invokeExact(quiet, arena.allocateFrom("1"), 0);
      MethodHandle init = function("vips_init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
      if (set == 0 || (int) init.invokeExact(arena.allocateFrom("image-resize")) != 0) {
        throw new VipsUnavailableException("libvips does not start: " + error());
      }
      FunctionDescriptor setInt = FunctionDescriptor.ofVoid(JAVA_INT);
      function("vips_cache_set_max", setInt).invokeExact(0);
      function("vips_concurrency_set", setInt).invokeExact(threads);
      block(arena, "VipsForeignLoad", true);
      for (String loader : loaders) {
        block(arena, loader, false);
      }
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private void block(Arena arena, String operation, boolean blocked) throws Throwable {
    blockOperation.invokeExact(arena.allocateFrom(operation), blocked ? 1 : 0);
  }

  /** Such as {@code 8.14.1}. */
  String versionText() {
    try {
      return (int) version.invokeExact(0)
          + "."
          + (int) version.invokeExact(1)
          + "."
          + (int) version.invokeExact(2);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** Bytes that libvips has allocated now. */
  long trackedBytes() {
    try {
      return (long) tracked.invokeExact();
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /**
   * Opens an image by its header.
   *
   * @param bytes must live as long as the image
   * @param options in libvips's own form, such as {@code [page=0]}
   */
  VipsImage open(MemorySegment bytes, String options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment image =
          (MemorySegment)
              newFromBuffer.invokeExact(
                  bytes, bytes.byteSize(), arena.allocateFrom(options), MemorySegment.NULL);
      if (image.equals(MemorySegment.NULL)) {
        throw new VipsException(error());
      }
      return new VipsImage(this, image);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /**
   * An image in sRGB of interleaved bytes, which must live as long as it: red, green, blue, and
   * alpha as the fourth.
   */
  VipsImage of(MemorySegment pixels, int columns, int rows, int samplesPerPixel) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment image =
          (MemorySegment)
              newFromMemory.invokeExact(
                  pixels, pixels.byteSize(), columns, rows, samplesPerPixel, UCHAR);
      if (image.equals(MemorySegment.NULL)) {
        throw new VipsException(error());
      }
      MemorySegment out = arena.allocate(ADDRESS);
      MemorySegment name = arena.allocateFrom("interpretation");
      try {
        check((int) copy.invokeExact(image, out, name, SRGB, MemorySegment.NULL));
      } finally {
        unref(image);
      }
      return new VipsImage(this, out.get(ADDRESS, 0));
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  int width(MemorySegment image) {
    return intOf(width, image);
  }

  int height(MemorySegment image) {
    return intOf(height, image);
  }

  int bands(MemorySegment image) {
    return intOf(bands, image);
  }

  int bandFormat(MemorySegment image) {
    return intOf(bandFormat, image);
  }

  int interpretation(MemorySegment image) {
    return intOf(interpretation, image);
  }

  private static int intOf(MethodHandle function, MemorySegment image) {
    try {
      return (int) function.invokeExact(image);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  boolean has(MemorySegment image, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (long) typeOf.invokeExact(image, arena.allocateFrom(name)) != 0;
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** A copy of a block of metadata that the image has. */
  byte[] blob(MemorySegment image, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_LONG);
      check((int) blob.invokeExact(image, arena.allocateFrom(name), data, length));
      return data.get(ADDRESS, 0)
          .reinterpret(length.get(JAVA_LONG, 0))
          .toArray(ValueLayout.JAVA_BYTE);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** A text of metadata that the image has. */
  String string(MemorySegment image, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(ADDRESS);
      check((int) string.invokeExact(image, arena.allocateFrom(name), text));
      return text.get(ADDRESS, 0).reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  MemorySegment toSrgb(MemorySegment image) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      check((int) colourspace.invokeExact(image, out, SRGB, MemorySegment.NULL));
      return out.get(ADDRESS, 0);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  MemorySegment cropped(MemorySegment image, int x, int y, int columns, int rows) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      check((int) crop.invokeExact(image, out, x, y, columns, rows, MemorySegment.NULL));
      return out.get(ADDRESS, 0);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** The pixels, to be freed by {@link #free}. */
  MemorySegment pixels(MemorySegment image) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocate(JAVA_LONG);
      MemorySegment pixels = (MemorySegment) writeToMemory.invokeExact(image, length);
      if (pixels.equals(MemorySegment.NULL)) {
        throw new VipsException(error());
      }
      return pixels.reinterpret(length.get(JAVA_LONG, 0));
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** Has what is being made of an image end with an error; from whatever thread. */
  void kill(MemorySegment image) {
    try {
      setKill.invokeExact(image, 1);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  byte[] heif(
      MemorySegment image,
      int compression,
      int quality,
      int effort,
      boolean lossless,
      int subsampling) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_LONG);
      return taken(
          (int)
              heifSave.invokeExact(
                  image,
                  data,
                  length,
                  arena.allocateFrom("compression"),
                  compression,
                  arena.allocateFrom("Q"),
                  quality,
                  arena.allocateFrom("effort"),
                  effort,
                  arena.allocateFrom("lossless"),
                  lossless ? 1 : 0,
                  arena.allocateFrom("subsample-mode"),
                  subsampling,
                  arena.allocateFrom("strip"),
                  1,
                  MemorySegment.NULL),
          data,
          length);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  byte[] jxl(MemorySegment image, int quality, int effort, boolean lossless) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment length = arena.allocate(JAVA_LONG);
      return taken(
          (int)
              jxlSave.invokeExact(
                  image,
                  data,
                  length,
                  arena.allocateFrom("Q"),
                  quality,
                  arena.allocateFrom("effort"),
                  effort,
                  arena.allocateFrom("lossless"),
                  lossless ? 1 : 0,
                  arena.allocateFrom("strip"),
                  1,
                  MemorySegment.NULL),
          data,
          length);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private byte[] taken(int result, MemorySegment data, MemorySegment length) {
    check(result);
    MemorySegment encoded = data.get(ADDRESS, 0);
    try {
      return encoded.reinterpret(length.get(JAVA_LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
    } finally {
      free(encoded);
    }
  }

  void unref(MemorySegment image) {
    try {
      unref.invokeExact(image);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  void free(MemorySegment memory) {
    try {
      free.invokeExact(memory);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private void check(int result) {
    if (result != 0) {
      throw new VipsException(error());
    }
  }

  /** What libvips has to say; the buffer is one for the process, so it may be of several images. */
  private String error() {
    try {
      MemorySegment text = (MemorySegment) errorBuffer.invokeExact();
      String message = text.reinterpret(Long.MAX_VALUE).getString(0).strip();
      free(text);
      clearErrors.invokeExact();
      return message.isEmpty() ? "no reason given" : message.replace('\n', ';');
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(symbol(name), descriptor);
  }

  /** A function whose arguments from that index on are its variable ones, the last always null. */
  private MethodHandle variadic(String name, int fixed, FunctionDescriptor descriptor) {
    return linker.downcallHandle(symbol(name), descriptor, Linker.Option.firstVariadicArg(fixed));
  }

  private MemorySegment symbol(String name) {
    return symbols
        .find(name)
        .orElseThrow(
            () ->
                new VipsUnavailableException(
                    "libvips has no function " + name + "; it must be 8.13 or a newer 8"));
  }

  private static RuntimeException rethrown(Throwable t) {
    if (t instanceof RuntimeException e) {
      return e;
    }
    if (t instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(t);
  }
}
