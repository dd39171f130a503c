package io.github.imageresize.codec.jpeg;

/** Second bytes of markers (T.81 table B.1). */
final class Marker {
  static final int SOF0_BASELINE = 0xC0;
  static final int SOF1_EXTENDED = 0xC1;
  static final int SOF2_PROGRESSIVE = 0xC2;
  static final int DHT = 0xC4;
  static final int JPG = 0xC8;
  static final int DAC = 0xCC;
  static final int RST0 = 0xD0;
  static final int RST7 = 0xD7;
  static final int SOI = 0xD8;
  static final int EOI = 0xD9;
  static final int SOS = 0xDA;
  static final int DQT = 0xDB;
  static final int DNL = 0xDC;
  static final int DRI = 0xDD;
  static final int APP0 = 0xE0;
  static final int APP1 = 0xE1;
  static final int APP2 = 0xE2;
  static final int APP14 = 0xEE;
  static final int TEM = 0x01;

  private Marker() {}

  /** Whether this is a frame header, of whatever coding process. */
  static boolean isFrame(int marker) {
    return marker >= SOF0_BASELINE
        && marker <= 0xCF
        && marker != DHT
        && marker != JPG
        && marker != DAC;
  }

  static boolean isRestart(int marker) {
    return marker >= RST0 && marker <= RST7;
  }

  /** Whether no length and no parameters follow (B.1.1.4). */
  static boolean standsAlone(int marker) {
    return marker == TEM || (marker >= RST0 && marker <= EOI);
  }
}
