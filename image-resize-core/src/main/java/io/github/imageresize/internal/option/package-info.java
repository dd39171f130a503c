/** The grammars of the options' values. */
@NullMarked
package io.github.imageresize.internal.option;

import org.jspecify.annotations.NullMarked;
