package io.github.imageresize.springboot;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.http.AllowedSizes;
import io.github.imageresize.http.Presets;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.springboot.ImageResizeProperties.Sizes;
import java.util.ArrayList;
import java.util.List;

/** Makes the size policy of the properties: what any of sizes, presets and signatures admits. */
final class SizePolicySettings {
  private SizePolicySettings() {}

  static SizePolicy policy(ImageResizeProperties properties) {
    List<SizePolicy> policies = new ArrayList<>();
    Sizes sizes = properties.sizes();
    if (sizes.any()) {
      if (!sizes.widths().isEmpty()) {
        throw new SettingException(
            "image-resize.sizes.any admits everything, and image-resize.sizes.widths does not.",
            "Remove one of the two.");
      }
      policies.add(SizePolicy.allowAnySize());
    } else if (!sizes.widths().isEmpty()) {
      policies.add(SettingException.naming("image-resize.sizes", () -> allowed(sizes)));
    }
    if (!properties.presets().isEmpty()) {
      policies.add(
          SettingException.naming("image-resize.presets", () -> Presets.of(properties.presets())));
    }
    if (!properties.signingKeys().isEmpty()) {
      policies.add(
          SettingException.naming(
              "image-resize.signing-keys",
              () -> SizePolicy.signed(keys(properties).toArray(SigningKey[]::new))));
    }
    SizePolicy policy =
        policies.stream().reduce(SizePolicy::or).orElseThrow(SizePolicySettings::missing);
    List<String> sources = sizes.sources();
    return sources.isEmpty()
        ? policy
        : SettingException.naming(
            "image-resize.sizes.sources",
            () -> policy.and(SizePolicy.sources(sources.toArray(String[]::new))));
  }

  static List<SigningKey> keys(ImageResizeProperties properties) {
    return SettingException.naming(
        "image-resize.signing-keys",
        () -> properties.signingKeys().stream().map(SigningKey::parse).toList());
  }

  private static SettingException missing() {
    return new SettingException(
        "Nothing says who may ask for which image size, and that has no default: each variant costs"
            + " work and room.",
        "Set image-resize.sizes.widths to the widths that your pages use, such as 320,640,1280; or"
            + " image-resize.presets.NAME to options such as w=200&h=200&fit=cover; or"
            + " image-resize.signing-keys to ID:HEX, and sign URLs; or define a bean of type"
            + " SizePolicy. Only for a site behind a login or a proxy that decides itself, set"
            + " image-resize.sizes.any=true.");
  }

  private static AllowedSizes allowed(Sizes sizes) {
    AllowedSizes allowed = SizePolicy.widths(ints(sizes.widths()));
    if (!sizes.ratios().isEmpty()) {
      allowed = allowed.ratios(sizes.ratios().toArray(String[]::new));
    }
    if (!sizes.fits().isEmpty()) {
      allowed = allowed.fits(sizes.fits().toArray(Fit[]::new));
    }
    if (!sizes.dprs().isEmpty()) {
      allowed = allowed.dprs(sizes.dprs().stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (!sizes.qualities().isEmpty()) {
      allowed = allowed.qualities(ints(sizes.qualities()));
    }
    if (!sizes.formats().isEmpty()) {
      allowed = allowed.formats(sizes.formats().toArray(ImageFormat[]::new));
    }
    for (var option : sizes.values().entrySet()) {
      allowed = allowed.values(option.getKey(), option.getValue().toArray(String[]::new));
    }
    allowed = sizes.snapping() ? allowed.snapping() : allowed;
    return sizes.originalSize() ? allowed.originalSize() : allowed;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
