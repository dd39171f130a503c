/** Resizing in this process: probe, plan, admission, decode, resample, encode. */
@NullMarked
package io.github.imageresize.local;

import org.jspecify.annotations.NullMarked;
