/**
 * What a {@link io.github.imageresize.ResizeListener} is told. Every type is immutable, made by its
 * {@code of} and grown by {@code with} methods, so that later versions can say more.
 */
@NullMarked
package io.github.imageresize.event;

import org.jspecify.annotations.NullMarked;
