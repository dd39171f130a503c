package io.github.imageresize.springboot;

import io.github.imageresize.ResizeLimits;
import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.springboot.ImageResizeProperties.Cache;
import io.github.imageresize.springboot.ImageResizeProperties.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Makes the bounds of a service of the properties. */
final class LimitSettings {
  private LimitSettings() {}

  static ResizeLimits limits(Limits set) {
    return SettingException.naming(
        "image-resize.limits",
        () -> {
          ResizeLimits.Builder limits = ResizeLimits.builder();
          Setting.apply(bytes(set.sourceBytes()), limits::sourceBytes);
          Setting.apply(set.sourcePixels(), limits::sourcePixels);
          Setting.apply(set.sourceFrames(), limits::sourceFrames);
          Setting.apply(set.outputSide(), limits::outputSide);
          Setting.apply(set.parallelism(), limits::parallelism);
          Setting.apply(set.queueLength(), limits::queueLength);
          Setting.apply(set.queueTimeout(), limits::queueTimeout);
          Setting.apply(set.deadline(), limits::deadline);
          Setting.apply(bytes(set.memory()), limits::memoryBytes);
          Setting.apply(bytes(set.heldSources()), limits::heldSourceBytes);
          Setting.apply(bytes(set.resultBytes()), limits::resultBytes);
          Setting.apply(set.onDamage(), limits::onDamage);
          return limits.build();
        });
  }

  static CacheLifetimes lifetimes(Cache set) {
    return SettingException.naming(
        "image-resize.cache",
        () -> {
          CacheLifetimes.Builder lifetimes = CacheLifetimes.builder();
          Setting.apply(set.fresh(), lifetimes::fresh);
          Setting.apply(set.usable(), lifetimes::usable);
          return lifetimes.build();
        });
  }

  private static @Nullable Long bytes(@Nullable DataSize size) {
    return size == null ? null : size.toBytes();
  }
}
