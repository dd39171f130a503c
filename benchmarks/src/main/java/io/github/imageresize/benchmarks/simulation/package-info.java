/** What a cache of a given size is worth, by simulation. */
@NullMarked
package io.github.imageresize.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
