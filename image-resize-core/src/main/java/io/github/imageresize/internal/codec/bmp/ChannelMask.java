package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.internal.codec.BadImage;

/**
 * The bits of a pixel that are one of its channels.
 *
 * @param shift of its lowest bit
 * @param most the channel's largest value, 0 for no channel
 */
record ChannelMask(int shift, long most) {

  /**
   * Reads a mask.
   *
   * @param mask its bits, which must be neighbours
   */
  static ChannelMask of(int mask) {
    long bits = mask & 0xFFFFFFFFL;
    if (bits == 0) {
      return new ChannelMask(0, 0);
    }
    int shift = Long.numberOfTrailingZeros(bits);
    long most = bits >> shift;
    if ((most & most + 1) != 0) {
      throw BadImage.corrupt(
          "BMP masks must be of neighbouring bits, but one is 0x" + Integer.toHexString(mask));
    }
    return new ChannelMask(shift, most);
  }

  boolean exists() {
    return most != 0;
  }

  /** The channel's value, 0..most. */
  long value(int pixel) {
    return (pixel & 0xFFFFFFFFL) >> shift & most;
  }

  /** What a value is multiplied by to become 0..255. */
  float scale() {
    return most == 0 ? 0 : (float) (255.0 / most);
  }
}
