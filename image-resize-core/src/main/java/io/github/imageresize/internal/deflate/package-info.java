/** Deflate (RFC 1950 and 1951) as pictures need it: whole in memory, read in rows; not API. */
@NullMarked
package io.github.imageresize.internal.deflate;

import org.jspecify.annotations.NullMarked;
