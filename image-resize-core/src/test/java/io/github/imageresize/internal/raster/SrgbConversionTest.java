package io.github.imageresize.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.codec.ColorModel;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SrgbConversionTest {
  private static final double[][] DISPLAY_P3 = {
    {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
  };

  @Test
  void convertsDisplayP3() {
    // Through linear light and the matrix from Display P3 to sRGB, both relative to D65.
    float[] made = convert(profile(DISPLAY_P3), 51, 102, 153);
    assertThat(made[0]).isCloseTo(26.5f, within(1f));
    assertThat(made[1]).isCloseTo(103.7f, within(1f));
    assertThat(made[2]).isCloseTo(157.7f, within(1f));
  }

  @Test
  void keepsGreysAndClampsWhatOvershoots() {
    for (float grey : new float[] {0, 1, 20, 128, 254, 255}) {
      for (float sample : convert(profile(DISPLAY_P3), grey, grey, grey)) {
        assertThat(sample).isCloseTo(grey, within(0.3f));
      }
    }
    for (float sample : convert(profile(DISPLAY_P3), 300, 300, 300)) {
      assertThat(sample).isCloseTo(255, within(0.3f));
    }
    for (float sample : convert(profile(DISPLAY_P3), -40, -40, -40)) {
      assertThat(sample).isZero();
    }
  }

  @Test
  void convertsLinearGrey() {
    byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    SrgbConversion conversion = SrgbConversion.of(grey).orElseThrow();
    assertThat(conversion.model()).isEqualTo(ColorModel.GREY);
    float[][] out = new float[1][1];
    conversion.operation().apply(new float[][] {{55}}, out, 1);
    assertThat(out[0][0]).isCloseTo(127.4f, within(1f));
  }

  @Test
  void leavesOutWhatChangesNothing() {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    assertThat(SrgbConversion.of(srgb)).isEmpty();
  }

  @Test
  void ignoresEveryPrefixOfAProfileThatCannotBeUsed() {
    byte[] whole = profile(DISPLAY_P3);
    for (int length = 0; length < whole.length - 20; length++) {
      assertThat(SrgbConversion.of(Arrays.copyOf(whole, length))).isEmpty();
    }
  }

  private static float[] convert(byte[] profile, float red, float green, float blue) {
    float[][] out = new float[3][1];
    SrgbConversion.of(profile)
        .orElseThrow()
        .operation()
        .apply(new float[][] {{red}, {green}, {blue}}, out, 1);
    return new float[] {out[0][0], out[1][0], out[2][0]};
  }

  /** A profile of three primaries, relative to D50, and sRGB's tone curve. */
  private static byte[] profile(double[][] primaries) {
    String[] names = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    int data = 132 + names.length * 12;
    int curve = data + 3 * 20;
    ByteBuffer out = ByteBuffer.allocate(curve + 32);
    put(out.position(12), "mntrRGB XYZ ");
    put(out.position(36), "acsp");
    out.position(128).putInt(names.length);
    for (int i = 0; i < names.length; i++) {
      put(out, names[i]);
      out.putInt(i < 3 ? data + i * 20 : curve).putInt(i < 3 ? 20 : 32);
    }
    for (double[] primary : primaries) {
      put(out, "XYZ ");
      out.putInt(0);
      for (double coordinate : primary) {
        out.putInt((int) Math.round(coordinate * 65_536));
      }
    }
    put(out, "para");
    out.putInt(0).putShort((short) 3).putShort((short) 0);
    for (double parameter : new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
      out.putInt((int) Math.round(parameter * 65_536));
    }
    return out.array();
  }

  private static void put(ByteBuffer out, String ascii) {
    out.put(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
