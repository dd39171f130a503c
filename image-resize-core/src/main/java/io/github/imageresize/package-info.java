/**
 * What is asked for, what comes back, and the service that turns one into the other.
 *
 * <p>Every other package rests on this one. Back to them lead two arrows only, both from where a
 * service is put together: {@link io.github.imageresize.ResizeServiceBuilder} knows the parts, and
 * {@link io.github.imageresize.ResizeService#builder} gives that builder, since the interface is
 * where somebody looks who has nothing yet. The cycle that these two make is meant.
 */
@NullMarked
package io.github.imageresize;

import org.jspecify.annotations.NullMarked;
