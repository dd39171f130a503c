/** Colours for formats that have few: their choice, and the dithering of pixels; not API. */
@NullMarked
package io.github.imageresize.internal.codec.palette;

import org.jspecify.annotations.NullMarked;
