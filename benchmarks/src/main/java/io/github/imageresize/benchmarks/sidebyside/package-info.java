/** Runs the library and its peers alternately over the same images, and compares what they need. */
@NullMarked
package io.github.imageresize.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
