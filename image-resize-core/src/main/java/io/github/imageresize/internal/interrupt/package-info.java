/** Tells what an interrupt broke off. */
@NullMarked
package io.github.imageresize.internal.interrupt;

import org.jspecify.annotations.NullMarked;
