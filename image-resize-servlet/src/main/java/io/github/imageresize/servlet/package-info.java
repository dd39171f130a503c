/** A servlet filter over the HTTP rules of the core. */
@NullMarked
package io.github.imageresize.servlet;

import org.jspecify.annotations.NullMarked;
