package io.github.imageresize;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how an image came about, beside its bytes.
 *
 * @param sourceVersion empty if unknown
 * @param sourceModified when the original was last changed
 * @param standIn whether an engine made it whose bytes differ from those of the one that was meant
 * @param damage what was amiss with the original
 * @param originalSize the size of the upright original
 * @param freshUntil the end of the soft lifetime in a cache
 * @param collapsed whether the caller was given what another one's request made
 */
record Provenance(
    String sourceVersion,
    @Nullable Instant sourceModified,
    ResizedImage.Origin origin,
    boolean standIn,
    @Nullable Damage damage,
    @Nullable ImageSize originalSize,
    @Nullable Instant freshUntil,
    boolean collapsed) {

  static Provenance of(String sourceVersion, ResizedImage.Origin origin) {
    return new Provenance(sourceVersion, null, origin, false, null, null, null, false);
  }

  Provenance withSourceModified(@Nullable Instant time) {
    return new Provenance(
        sourceVersion, time, origin, standIn, damage, originalSize, freshUntil, collapsed);
  }

  Provenance withOrigin(ResizedImage.Origin value) {
    return new Provenance(
        sourceVersion, sourceModified, value, standIn, damage, originalSize, freshUntil, collapsed);
  }

  Provenance asStandIn() {
    return new Provenance(
        sourceVersion, sourceModified, origin, true, damage, originalSize, freshUntil, collapsed);
  }

  Provenance withDamage(Damage found) {
    return new Provenance(
        sourceVersion, sourceModified, origin, standIn, found, originalSize, freshUntil, collapsed);
  }

  Provenance withOriginalSize(ImageSize size) {
    return new Provenance(
        sourceVersion, sourceModified, origin, standIn, damage, size, freshUntil, collapsed);
  }

  Provenance withFreshUntil(Instant end) {
    return new Provenance(
        sourceVersion, sourceModified, origin, standIn, damage, originalSize, end, collapsed);
  }

  Provenance asCollapsed() {
    return new Provenance(
        sourceVersion, sourceModified, origin, standIn, damage, originalSize, freshUntil, true);
  }
}
