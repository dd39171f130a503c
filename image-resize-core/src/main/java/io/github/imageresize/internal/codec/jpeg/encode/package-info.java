/** From planes to a JPEG file, baseline or progressive; see the package above. Not API. */
@NullMarked
package io.github.imageresize.internal.codec.jpeg.encode;

import org.jspecify.annotations.NullMarked;
