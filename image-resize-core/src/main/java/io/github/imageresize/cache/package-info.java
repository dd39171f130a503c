/** Canonical keys, stores of results, and the rules by which results are kept and shared. */
@NullMarked
package io.github.imageresize.cache;

import org.jspecify.annotations.NullMarked;
