package io.github.imageresize.internal.codec.webp;

/** How decoding ended, in the order of libwebp's VP8StatusCode. */
enum WebpStatus {
  OK("nothing wrong", true),
  OUT_OF_MEMORY("no memory for what the file claims", false),
  INVALID_PARAMETER("sides that do not match the file's", false),
  BITSTREAM_ERROR("damaged data", true),
  UNSUPPORTED_FEATURE("an unknown kind of WebP", false),
  SUSPENDED("an end of the data before their time", true),
  USER_ABORT("that decoding was stopped", false),
  NOT_ENOUGH_DATA("too few data", true);

  private final String meaning;
  private final boolean leavesPixels;

  WebpStatus(String meaning, boolean leavesPixels) {
    this.meaning = meaning;
    this.leavesPixels = leavesPixels;
  }

  static WebpStatus of(int code) {
    return code >= 0 && code < values().length ? values()[code] : BITSTREAM_ERROR;
  }

  String meaning() {
    return meaning;
  }

  /** Whether there may be pixels that are good. */
  boolean leavesPixels() {
    return leavesPixels;
  }
}
