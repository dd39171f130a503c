package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.DecodeRequest;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * libwebp's native functions, as webp-imageio's native library offers them. Parameters live as long
 * as the call. Thread-safe.
 */
final class WebpBinding {
  private static final String PACKAGE = "com.luciad.imageio.webp.";
  private static final List<String> SETTERS =
      List.of(
          "setUseCropping",
          "setCropLeft",
          "setCropTop",
          "setCropWidth",
          "setCropHeight",
          "setUseScaling",
          "setScaledWidth",
          "setScaledHeight");
  private static @Nullable WebpBinding loaded;

  private final NativeFunction decode;
  private final NativeFunction encodeRgb;
  private final NativeFunction encodeRgba;
  private final Map<String, NativeFunction> setters = new HashMap<>();
  private final NativeFunction createDecoderOptions;
  private final NativeFunction deleteDecoderOptions;
  private final NativeFunction createConfig;
  private final NativeFunction deleteConfig;
  private final NativeFunction setQuality;
  private final NativeFunction setLowMemory;
  private final NativeFunction setLossless;

  private WebpBinding(BindingLoader loader) throws ReflectiveOperationException {
    Class<?> functions = loader.loadClass(PACKAGE + "WebP");
    decode = new NativeFunction(functions, "decode");
    encodeRgb = new NativeFunction(functions, "encodeRGB");
    encodeRgba = new NativeFunction(functions, "encodeRGBA");
    Class<?> decoderOptions = loader.loadClass(PACKAGE + "WebPDecoderOptions");
    for (String setter : SETTERS) {
      setters.put(setter, new NativeFunction(decoderOptions, setter));
    }
    createDecoderOptions = new NativeFunction(decoderOptions, "createDecoderOptions");
    deleteDecoderOptions = new NativeFunction(decoderOptions, "deleteDecoderOptions");
    Class<?> config = loader.loadClass(PACKAGE + "WebPEncoderOptions");
    createConfig = new NativeFunction(config, "createConfig");
    deleteConfig = new NativeFunction(config, "deleteConfig");
    setQuality = new NativeFunction(config, "setQuality");
    setLowMemory = new NativeFunction(config, "setLowMemory");
    setLossless = new NativeFunction(config, "setLossless");
  }

  /**
   * The functions, loaded once for all services.
   *
   * @throws LinkageError if this machine cannot load them, with what would help
   */
  static synchronized WebpBinding load() {
    if (loaded == null) {
      loaded = load(NativeLibraryFile.ofThisMachine());
    }
    return loaded;
  }

  @SuppressWarnings("unchecked") // what BindingLoader defines anew is a Consumer<String> there too
  private static WebpBinding load(NativeLibraryFile library) {
    try {
      BindingLoader loader = new BindingLoader();
      Class<?> installer = loader.loadClass(LibraryInstaller.class.getName());
      WebpBinding binding = new WebpBinding(loader);
      library.load((Consumer<String>) installer.getConstructor().newInstance());
      return binding;
    } catch (ReflectiveOperationException e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError("its binding is incomplete: " + e);
      error.initCause(e);
      throw error;
    }
  }

  /**
   * Decodes.
   *
   * @param webp a file
   * @param region what to decode
   * @param scaledWidth the width to come out
   * @param scaledHeight the height to come out
   * @param result gets status, width, height, and whether there is alpha
   * @return 0xAARRGGBB from left to right and top to bottom, as far as it could be decoded; null if
   *     it could not begin
   */
  int @Nullable [] decode(
      byte[] webp, DecodeRequest region, int scaledWidth, int scaledHeight, int[] result) {
    long options = createDecoderOptions.callForAddress();
    try {
      set(options, "setUseCropping", true);
      set(options, "setCropLeft", region.x());
      set(options, "setCropTop", region.y());
      set(options, "setCropWidth", region.width());
      set(options, "setCropHeight", region.height());
      if (scaledWidth != region.width() || scaledHeight != region.height()) {
        set(options, "setUseScaling", true);
        set(options, "setScaledWidth", scaledWidth);
        set(options, "setScaledHeight", scaledHeight);
      }
      boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
      return (int[]) decode.call(options, webp, 0, webp.length, result, bigEndian);
    } finally {
      deleteDecoderOptions.call(options);
    }
  }

  private void set(long options, String setter, Object value) {
    Objects.requireNonNull(setters.get(setter)).call(options, value);
  }

  /**
   * Encodes, with alpha kept without loss.
   *
   * @param pixels red, green, blue and perhaps alpha of each pixel
   * @param littleMemory whether libwebp shall not hold its tokens
   * @param lossless whether colour is kept without loss, too; the quality then is the effort
   * @return null if libwebp could not
   */
  byte @Nullable [] encode(
      byte[] pixels,
      int width,
      int height,
      boolean alpha,
      boolean littleMemory,
      boolean lossless,
      float quality) {
    long config = createConfig.callForAddress();
    try {
      setQuality.call(config, quality);
      setLowMemory.call(config, littleMemory);
      setLossless.call(config, lossless);
      NativeFunction encode = alpha ? encodeRgba : encodeRgb;
      return (byte[]) encode.call(config, pixels, width, height, width * (alpha ? 4 : 3));
    } finally {
      deleteConfig.call(config);
    }
  }
}
