package io.github.imageresize.springboot;

import io.github.imageresize.http.ReplyHeaders;
import io.github.imageresize.http.ReplyLifetimes;
import io.github.imageresize.springboot.ImageResizeProperties.Headers;

/** Makes what replies say beside the image of the properties. */
final class ReplySettings {
  private ReplySettings() {}

  static ReplyLifetimes lifetimes(Headers set) {
    return SettingException.naming(
        "image-resize.headers",
        () -> {
          ReplyLifetimes.Builder lifetimes = ReplyLifetimes.builder();
          Setting.apply(set.maxAge(), lifetimes::maxAge);
          Setting.apply(set.sharedMaxAge(), lifetimes::sharedMaxAge);
          Setting.apply(set.staleWhileRevalidate(), lifetimes::staleWhileRevalidate);
          Setting.apply(set.staleIfError(), lifetimes::staleIfError);
          return lifetimes.build();
        });
  }

  static ReplyHeaders headers(Headers set) {
    return SettingException.naming(
        "image-resize.headers",
        () -> {
          ReplyHeaders.Builder headers = ReplyHeaders.builder();
          Setting.apply(set.allowOrigin(), headers::allowOrigin);
          Setting.apply(set.timingAllowOrigin(), headers::timingAllowOrigin);
          Setting.apply(set.crossOriginResourcePolicy(), headers::crossOriginResourcePolicy);
          Setting.apply(set.cacheTags(), headers::cacheTags);
          if (set.fileNames()) {
            headers.fileNames();
          }
          if (set.attachment()) {
            headers.attachment();
          }
          return headers.build();
        });
  }
}
