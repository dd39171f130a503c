/** Planes of samples, resampling kernels and colour conversion; not API. */
@NullMarked
package io.github.imageresize.internal.raster;

import org.jspecify.annotations.NullMarked;
