/** Resizes images in this process and caches the results. What is not exported is not API. */
@SuppressWarnings("module") // the modules that something is exported to are built later
module io.github.imageresize {
  requires com.github.benmanes.caffeine;
  requires com.twelvemonkeys.imageio.jpeg;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.tiff;
  requires com.twelvemonkeys.imageio.webp;
  requires transitive java.desktop;
  requires static transitive org.jspecify;

  exports io.github.imageresize;
  exports io.github.imageresize.cache;
  exports io.github.imageresize.codec;
  exports io.github.imageresize.event;
  exports io.github.imageresize.http;
  exports io.github.imageresize.local;
  exports io.github.imageresize.source;
  exports io.github.imageresize.internal.argument to
      io.github.imageresize.lambda,
      io.github.imageresize.redis,
      io.github.imageresize.servlet,
      io.github.imageresize.springboot,
      io.github.imageresize.vips;
  exports io.github.imageresize.internal.interrupt to
      io.github.imageresize.redis;
}
