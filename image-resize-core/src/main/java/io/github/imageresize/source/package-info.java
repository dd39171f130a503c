/** Where originals come from: files, HTTP and whatever a host adds. */
@NullMarked
package io.github.imageresize.source;

import org.jspecify.annotations.NullMarked;
