/** Lets what keeps failing alone for a while. */
@NullMarked
package io.github.imageresize.internal.breaker;

import org.jspecify.annotations.NullMarked;
