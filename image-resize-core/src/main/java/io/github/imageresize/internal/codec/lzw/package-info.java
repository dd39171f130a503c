/** The compression by Lempel, Ziv and Welch that GIF and TIFF share; not API. */
@NullMarked
package io.github.imageresize.internal.codec.lzw;

import org.jspecify.annotations.NullMarked;
