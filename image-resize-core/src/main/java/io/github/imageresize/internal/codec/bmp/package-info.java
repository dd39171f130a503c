/** Windows and OS/2 bitmaps, and the icons that hold them; not API. */
@NullMarked
package io.github.imageresize.internal.codec.bmp;

import org.jspecify.annotations.NullMarked;
