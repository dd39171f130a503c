/** libvips as a codec: HEIC, AVIF, JPEG XL, JPEG 2000, and by option SVG and PDF. */
@NullMarked
package io.github.imageresize.vips;

import org.jspecify.annotations.NullMarked;
