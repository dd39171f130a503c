package io.github.imageresize.local;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import io.github.imageresize.internal.raster.SrgbConversion;
import org.jspecify.annotations.Nullable;

/** Converts the colours of an embedded profile to sRGB. */
final class SrgbStage implements Stage {
  /** What the colour engine holds of a profile, in and out of the heap. */
  private static final long COPIES_OF_PROFILE = 4;

  private static final long PROFILE_TABLES = 256 << 10;

  /** For pictures that have no profile. */
  static final SrgbStage NONE = new SrgbStage(null, null);

  private final @Nullable IccProfile profile;
  private final @Nullable SrgbConversion conversion;

  private SrgbStage(@Nullable IccProfile profile, @Nullable SrgbConversion conversion) {
    this.profile = profile;
    this.conversion = conversion;
  }

  /** The stage for a profile that is not read yet, as that is work to be admitted. */
  static SrgbStage unread(@Nullable IccProfile profile) {
    return profile == null ? NONE : new SrgbStage(profile, null);
  }

  /** The stage that can be applied; one that does nothing if the profile asks for no conversion. */
  SrgbStage read() {
    return profile == null
        ? NONE
        : SrgbConversion.of(profile.bytes())
            .map(conversion -> new SrgbStage(profile, conversion))
            .orElse(NONE);
  }

  @Override
  public boolean changes(PictureShape before) {
    boolean unread = profile != null && conversion == null;
    return unread || (conversion != null && fits(conversion, before));
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.in(before.model() == ColorModel.GREY ? ColorModel.GREY : ColorModel.RGB);
  }

  @Override
  public boolean needsFullChroma() {
    return true;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    return memoryNeeded();
  }

  long memoryNeeded() {
    return profile == null ? 0 : PROFILE_TABLES + COPIES_OF_PROFILE * profile.length();
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    if (conversion == null) {
      throw new IllegalStateException("The profile is not read");
    }
    return picture.converted(conversion);
  }

  private static boolean fits(SrgbConversion conversion, PictureShape before) {
    return (conversion.model() == ColorModel.GREY) == (before.model() == ColorModel.GREY);
  }
}
