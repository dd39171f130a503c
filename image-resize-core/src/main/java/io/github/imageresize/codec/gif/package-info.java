/** GIF (GIF89a specification): its first frame decoded, one frame encoded; not API. */
@NullMarked
package io.github.imageresize.codec.gif;

import org.jspecify.annotations.NullMarked;
