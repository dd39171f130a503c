/** Blocking work on threads of the host's. */
@NullMarked
package io.github.imageresize.async;

import org.jspecify.annotations.NullMarked;
