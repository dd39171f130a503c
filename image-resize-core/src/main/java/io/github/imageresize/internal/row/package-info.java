/** How rows are held between those who make them and those who read them; not API. */
@NullMarked
package io.github.imageresize.internal.row;

import org.jspecify.annotations.NullMarked;
