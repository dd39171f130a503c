/** A command that resizes files. */
@NullMarked
package io.github.imageresize.examples.resize;

import org.jspecify.annotations.NullMarked;
