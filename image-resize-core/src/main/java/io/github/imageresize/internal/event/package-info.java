/** How events come to those who are told of them. */
@NullMarked
package io.github.imageresize.internal.event;

import org.jspecify.annotations.NullMarked;
