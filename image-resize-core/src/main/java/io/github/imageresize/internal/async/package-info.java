/** Blocking work on threads of the host's. */
@NullMarked
package io.github.imageresize.internal.async;

import org.jspecify.annotations.NullMarked;
