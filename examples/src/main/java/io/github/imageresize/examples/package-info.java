/** Runnable programs that show the library at work. */
@NullMarked
package io.github.imageresize.examples;

import org.jspecify.annotations.NullMarked;
