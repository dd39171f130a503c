package io.github.imageresize.internal.codec.jpeg;

/** Second bytes of markers (T.81 table B.1). */
public final class Marker {
  public static final int SOF0_BASELINE = 0xC0;
  public static final int SOF1_EXTENDED = 0xC1;
  public static final int SOF2_PROGRESSIVE = 0xC2;
  public static final int SOF3_LOSSLESS = 0xC3;
  public static final int DHT = 0xC4;
  public static final int SOF6_PROGRESSIVE = 0xC6;
  public static final int SOF7_LOSSLESS = 0xC7;
  public static final int JPG = 0xC8;
  public static final int SOF10_PROGRESSIVE = 0xCA;
  public static final int SOF11_LOSSLESS = 0xCB;
  public static final int DAC = 0xCC;
  public static final int RST0 = 0xD0;
  public static final int RST7 = 0xD7;
  public static final int SOI = 0xD8;
  public static final int EOI = 0xD9;
  public static final int SOS = 0xDA;
  public static final int DQT = 0xDB;
  public static final int DNL = 0xDC;
  public static final int DRI = 0xDD;
  public static final int APP0 = 0xE0;
  public static final int APP1 = 0xE1;
  public static final int APP2 = 0xE2;
  public static final int APP14 = 0xEE;
  public static final int TEM = 0x01;

  private Marker() {}

  /** Whether this is a frame header, of whatever coding process. */
  public static boolean isFrame(int marker) {
    return marker >= SOF0_BASELINE
        && marker <= 0xCF
        && marker != DHT
        && marker != JPG
        && marker != DAC;
  }

  public static boolean isRestart(int marker) {
    return marker >= RST0 && marker <= RST7;
  }

  /** Whether no length and no parameters follow (B.1.1.4). */
  public static boolean standsAlone(int marker) {
    return marker == TEM || (marker >= RST0 && marker <= EOI);
  }
}
