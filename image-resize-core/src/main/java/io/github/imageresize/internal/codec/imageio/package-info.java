/** Decoding by ImageIO plug-ins, which are handed in and never looked up; not API. */
@NullMarked
package io.github.imageresize.internal.codec.imageio;

import org.jspecify.annotations.NullMarked;
