/** PNG (ISO/IEC 15948), decoded and encoded row by row; not API. */
@NullMarked
package io.github.imageresize.internal.codec.png;

import org.jspecify.annotations.NullMarked;
