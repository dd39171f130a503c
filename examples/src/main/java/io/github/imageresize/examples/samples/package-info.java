/** Pictures that the programs draw themselves, for want of others. */
@NullMarked
package io.github.imageresize.examples.samples;

import org.jspecify.annotations.NullMarked;
