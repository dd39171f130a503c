/** GIF (GIF89a specification): its first frame decoded, one frame encoded; not API. */
@NullMarked
package io.github.imageresize.internal.codec.gif;

import org.jspecify.annotations.NullMarked;
