/** A web server with a page to try everything on. */
@NullMarked
package io.github.imageresize.examples.serve;

import org.jspecify.annotations.NullMarked;
