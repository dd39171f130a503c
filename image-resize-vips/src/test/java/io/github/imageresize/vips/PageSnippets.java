package io.github.imageresize.vips;

import io.github.imageresize.ResizeService;
import io.github.imageresize.source.ImageSource;

/** What the pages for people show of this module, compiled. */
final class PageSnippets {
  private PageSnippets() {}

  static void load(ImageSource source) {
    ResizeService service = ResizeService.builder(source).codec(VipsCodec.load()).build();
    service.close();
  }
}
