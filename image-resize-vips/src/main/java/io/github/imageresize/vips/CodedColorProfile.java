package io.github.imageresize.vips;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Profiles (ICC.1:2001-04, curves and a matrix) of {@link CodedColor coded colours} that are not
 * sRGB's. What is meant for displays of high dynamic range is shown up to the white of text, 203
 * cd/m² (ITU-R BT.2408), and white above.
 */
final class CodedColorProfile {
  private static final int HEADER = 128;
  private static final int SAMPLES = 1024;
  private static final double REFERENCE_WHITE = 203;

  /** Columns of red, green and blue relative to D50, by the Bradford transform. */
  private static final double[][] BT_709 = {
    {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
  };

  private static final double[][] BT_2020 = {
    {0.67348, 0.27904, -0.00194}, {0.16566, 0.67535, 0.02998}, {0.12505, 0.04561, 0.79686}
  };
  private static final double[][] DISPLAY_P3 = {
    {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
  };

  private CodedColorProfile() {}

  /** Empty for what is shown as sRGB: its own, that of BT.709 video, and what is not known. */
  static Optional<byte[]> of(CodedColor color) {
    Optional<DoubleUnaryOperator> curve = curve(color.transfer());
    Optional<double[][]> primaries =
        switch (color.primaries()) {
          case 9 -> Optional.of(BT_2020);
          case 12 -> Optional.of(DISPLAY_P3);
          default -> Optional.empty();
        };
    if (curve.isEmpty() && primaries.isEmpty()) {
      return Optional.empty();
    }
    String name = "primaries " + color.primaries() + ", transfer " + color.transfer();
    return Optional.of(
        profile(name, primaries.orElse(BT_709), curve.orElse(CodedColorProfile::srgb)));
  }

  /** Light of a sample, both 0..1; empty for those that are shown as sRGB's (H.273, table 3). */
  private static Optional<DoubleUnaryOperator> curve(int transfer) {
    return switch (transfer) {
      case 4 -> Optional.of(sample -> Math.pow(sample, 2.2));
      case 5 -> Optional.of(sample -> Math.pow(sample, 2.8));
      case 8 -> Optional.of(DoubleUnaryOperator.identity());
      case 16 -> Optional.of(sample -> Math.min(1, perceptualQuantizer(sample) / REFERENCE_WHITE));
      case 18 -> Optional.of(sample -> Math.min(1, hybridLogGamma(sample) / hybridLogGamma(0.75)));
      default -> Optional.empty();
    };
  }

  /** IEC 61966-2-1. */
  private static double srgb(double sample) {
    return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
  }

  /** SMPTE ST 2084, in cd/m². */
  private static double perceptualQuantizer(double sample) {
    double power = Math.pow(sample, 32 / 2523.0);
    double above = Math.max(0, power - 3424 / 4096.0);
    return 10_000 * Math.pow(above / (2413 / 128.0 - 2392 / 128.0 * power), 16_384 / 2610.0);
  }

  /** ITU-R BT.2100: light of the scene, whose reference white is at three quarters of a signal. */
  private static double hybridLogGamma(double sample) {
    double a = 0.17883277;
    double b = 1 - 4 * a;
    double c = 0.5 - a * Math.log(4 * a);
    return sample <= 0.5 ? sample * sample / 3 : (Math.exp((sample - c) / a) + b) / 12;
  }

  private static byte[] profile(String name, double[][] primaries, DoubleUnaryOperator curve) {
    byte[] tone = tone(curve);
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("desc", description(name));
    tags.put("rXYZ", coordinates(primaries[0]));
    tags.put("gXYZ", coordinates(primaries[1]));
    tags.put("bXYZ", coordinates(primaries[2]));
    tags.put("rTRC", tone);
    tags.put("gTRC", tone);
    tags.put("bTRC", tone);
    ByteBuffer table = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    int start = HEADER + table.capacity();
    int lastTone = 0;
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      boolean shared = tag.getValue() == tone && lastTone > 0;
      int at = shared ? lastTone : start + values.size();
      table.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
      if (!shared) {
        values.writeBytes(tag.getValue());
        lastTone = tag.getValue() == tone ? at : 0;
      }
    }
    ByteBuffer profile = ByteBuffer.allocate(start + values.size());
    profile.putInt(profile.capacity()).putInt(0).putInt(0x02400000);
    profile.put(ascii("mntr")).put(ascii("RGB ")).put(ascii("XYZ "));
    profile.put(36, ascii("acsp"));
    profile.position(68).putInt(0xF6D6).putInt(0x10000).putInt(0xD32D); // D50
    profile.position(HEADER).put(table.array()).put(values.toByteArray());
    return profile.array();
  }

  private static byte[] tone(DoubleUnaryOperator curve) {
    ByteBuffer tone = ByteBuffer.allocate(12 + 2 * SAMPLES).put(ascii("curv")).putInt(0);
    tone.putInt(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      double light = curve.applyAsDouble(i / (SAMPLES - 1.0));
      tone.putShort((short) Math.round(65_535 * Math.max(0, Math.min(1, light))));
    }
    return tone.array();
  }

  private static byte[] coordinates(double[] xyz) {
    ByteBuffer coordinates = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
    for (double coordinate : xyz) {
      coordinates.putInt((int) Math.round(65_536 * coordinate));
    }
    return coordinates.array();
  }

  /** ICC.1:2001-04, 6.5.17: ASCII, and neither Unicode nor a Macintosh's script. */
  private static byte[] description(String name) {
    int length = 12 + name.length() + 1 + 8 + 3 + 67;
    ByteBuffer description = ByteBuffer.allocate((length + 3) / 4 * 4).put(ascii("desc")).putInt(0);
    return description.putInt(name.length() + 1).put(ascii(name)).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
