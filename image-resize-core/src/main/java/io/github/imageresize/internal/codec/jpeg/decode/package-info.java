/** From a JPEG file to planes, at n/8 of its size; see the package above. Not API. */
@NullMarked
package io.github.imageresize.internal.codec.jpeg.decode;

import org.jspecify.annotations.NullMarked;
