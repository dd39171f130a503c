/** How fast the library is, by JMH. */
@NullMarked
package io.github.imageresize.benchmarks;

import org.jspecify.annotations.NullMarked;
