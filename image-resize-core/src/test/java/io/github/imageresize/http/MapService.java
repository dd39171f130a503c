package io.github.imageresize.http;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the same bytes for everyone, and keeps them under the request. */
final class MapService implements ResizeService {
  private static final byte[] BYTES = "an image".getBytes(StandardCharsets.US_ASCII);

  final Map<ImageRequest, ResizedImage> kept = new HashMap<>();
  String version = "v1";
  int resizes;
  boolean provisional;
  boolean collapsed;
  @Nullable Instant freshUntil;
  @Nullable Instant modified;
  @Nullable Damage damage;
  @Nullable RuntimeException failure;
  @Nullable ImageResizeException remembered;

  @Override
  public ResizedImage resize(ImageRequest request) {
    resizes++;
    if (failure != null) {
      throw failure;
    }
    ImageFormat format = request.format().orElse(ImageFormat.PNG);
    ResizedImage image = ResizedImage.wrap(BYTES, format, 4, 2, version, ResizedImage.Origin.LOCAL);
    image = modified == null ? image : image.withSourceModified(modified);
    image = provisional ? image.asProvisional() : image;
    image = damage == null ? image : image.withDamage(damage);
    ResizedImage found = image.withOrigin(ResizedImage.Origin.CACHE);
    kept.put(request, freshUntil == null ? found : found.withFreshUntil(freshUntil));
    return collapsed ? image.asCollapsed() : image;
  }

  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    if (remembered != null) {
      throw remembered;
    }
    return Optional.ofNullable(kept.get(request));
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    if (failure != null) {
      throw failure;
    }
    return Optional.of(version);
  }

  @Override
  public String engine() {
    return "test-1";
  }
}
