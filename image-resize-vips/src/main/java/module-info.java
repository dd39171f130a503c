/** libvips as a codec. Native access has to be enabled for this module. */
module io.github.imageresize.vips {
  requires transitive io.github.imageresize;
  requires static transitive org.jspecify;

  exports io.github.imageresize.vips;
}
