package io.github.imageresize.internal.raster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What is read from an ICC profile (ICC.1:2022): its colour space and, by signature, its tags. */
final class ProfileTags {
  /** Colour space of profiles for red, green and blue. */
  static final int RGB = signature("RGB ");

  /** Colour space of profiles for luminance. */
  static final int GREY = signature("GRAY");

  private static final int XYZ = signature("XYZ ");
  private static final int HEADER_LENGTH = 128;
  private static final int MOST_TAGS = 1000;

  private final int colorSpace;
  private final int connectionSpace;
  private final Map<Integer, ByteBuffer> tags = new HashMap<>();

  /**
   * Reads a profile.
   *
   * @throws IllegalArgumentException if it is not well formed
   */
  ProfileTags(byte[] bytes) {
    try {
      ByteBuffer profile = ByteBuffer.wrap(bytes);
      colorSpace = profile.getInt(16);
      connectionSpace = profile.getInt(20);
      int count = profile.getInt(HEADER_LENGTH);
      if (count < 0 || count > MOST_TAGS) {
        throw new IllegalArgumentException("the profile claims " + count + " tags");
      }
      profile.position(HEADER_LENGTH + Integer.BYTES);
      for (int i = 0; i < count; i++) {
        int signature = profile.getInt();
        int offset = profile.getInt();
        int length = profile.getInt();
        tags.put(signature, profile.slice(offset, length));
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException cutOff) {
      throw new IllegalArgumentException("the profile is cut off", cutOff);
    }
  }

  /** Signature of the colour space of the image's samples. */
  int colorSpace() {
    return colorSpace;
  }

  /** Whether the profile is tone curves and a matrix, and nothing that would take precedence. */
  boolean isMatrixShaper() {
    return colorSpace == RGB
        && connectionSpace == XYZ
        && !tags.containsKey(signature("A2B0"))
        && tags.containsKey(signature("rTRC"))
        && tags.containsKey(signature("gTRC"))
        && tags.containsKey(signature("bTRC"));
  }

  /** Whether the profile is one tone curve. */
  boolean isGreyCurve() {
    return colorSpace == GREY
        && !tags.containsKey(signature("A2B0"))
        && tags.containsKey(signature("kTRC"));
  }

  /**
   * The tone curve of a tag.
   *
   * @throws IllegalArgumentException if there is none that can be read
   */
  ToneCurve curve(String tag) {
    try {
      return ToneCurve.read(tag(tag));
    } catch (BufferUnderflowException cutOff) {
      throw new IllegalArgumentException(tag + " is cut off", cutOff);
    }
  }

  /**
   * The CIE XYZ coordinates of a tag, relative to the illuminant D50.
   *
   * @throws IllegalArgumentException if there are none that can be read
   */
  double[] xyz(String tag) {
    ByteBuffer value = tag(tag);
    if (value.remaining() < 20 || value.getInt() != XYZ) {
      throw new IllegalArgumentException(tag + " holds no XYZ coordinates");
    }
    value.getInt();
    double[] coordinates = new double[3];
    for (int i = 0; i < 3; i++) {
      coordinates[i] = value.getInt() / 65536.0;
    }
    return coordinates;
  }

  /**
   * What the profile calls itself.
   *
   * @throws IllegalArgumentException if it has no name
   */
  ByteBuffer description() {
    return tag("desc");
  }

  private ByteBuffer tag(String name) {
    ByteBuffer tag = tags.get(signature(name));
    if (tag == null) {
      throw new IllegalArgumentException("the profile has no " + name);
    }
    return tag.duplicate();
  }

  private static int signature(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }
}
