/** What is done to a picture after it was brought to its size; not API. */
@NullMarked
package io.github.imageresize.internal.effect;

import org.jspecify.annotations.NullMarked;
