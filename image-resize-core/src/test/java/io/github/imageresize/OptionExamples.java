package io.github.imageresize;

import java.util.LinkedHashMap;
import java.util.Map;

/** For each option one value that is not its default, in the canonical spelling of URLs. */
public final class OptionExamples {
  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("w", "333");
    VALUES.put("h", "200");
    VALUES.put("dpr", "1.5");
    VALUES.put("fit", "cover");
    VALUES.put("position", "attention");
    VALUES.put("crop", "10%,20%,50%,60%");
    VALUES.put("trim", "0");
    VALUES.put("pad", "10,20,10,20");
    VALUES.put("enlarge", "true");
    VALUES.put("flip", "h");
    VALUES.put("rotate", "270");
    VALUES.put("format", "gif");
    VALUES.put("q", "7");
    VALUES.put("bg", "ff8000cc");
    VALUES.put("v", "a:b_c");
    VALUES.put("copyright", "keep");
    VALUES.put("frames", "first");
    VALUES.put("animated", "webp");
    VALUES.put("gamma", "2.2");
    VALUES.put("brightness", "1.25");
    VALUES.put("contrast", "0");
    VALUES.put("saturation", "0.5");
    VALUES.put("grayscale", "true");
    VALUES.put("blur", "5");
    VALUES.put("sharpen", "1,0.8");
    VALUES.put("overlay", "marks/a,b_c \u00e4&=.png");
    VALUES.put("overlayposition", "0.3,0.7");
    VALUES.put("overlayscale", "0.125");
    VALUES.put("overlayopacity", "0.5");
    VALUES.put("overlayrepeat", "true");
    VALUES.put("radius", "max");
    VALUES.put("progressive", "true");
    VALUES.put("chroma", "444");
    VALUES.put("lossless", "true");
    VALUES.put("palette", "true");
    VALUES.put("maxbytes", "5000");
  }

  private OptionExamples() {}

  /** The example of an option. */
  public static String of(ImageOption<?> option) {
    String value = VALUES.get(option.urlName());
    if (value == null) {
      throw new AssertionError("there is no example of the option " + option);
    }
    return value;
  }

  /** A request that asks for the example, and for what the option needs to mean something. */
  public static ImageRequest.Builder asking(ImageOption<?> option, ImageRequest.Builder request) {
    if (ImageOptions.ofOverlay().contains(option)) {
      request.overlay("mark.png");
    }
    option.read(request, option.urlName(), of(option));
    return request;
  }
}
