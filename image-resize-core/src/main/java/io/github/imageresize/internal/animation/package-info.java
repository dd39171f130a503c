/** Animations between decoder and encoder, whatever their formats; not API. */
@NullMarked
package io.github.imageresize.internal.animation;

import org.jspecify.annotations.NullMarked;
