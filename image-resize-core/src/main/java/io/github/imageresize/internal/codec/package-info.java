/** Decoders and encoders of the image formats; not API. */
@NullMarked
package io.github.imageresize.internal.codec;

import org.jspecify.annotations.NullMarked;
