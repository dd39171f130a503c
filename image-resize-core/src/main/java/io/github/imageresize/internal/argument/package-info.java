/** Checks of arguments, for all modules. */
@NullMarked
package io.github.imageresize.internal.argument;

import org.jspecify.annotations.NullMarked;
