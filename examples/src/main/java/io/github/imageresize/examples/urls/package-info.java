/** Commands about URLs of images. */
@NullMarked
package io.github.imageresize.examples.urls;

import org.jspecify.annotations.NullMarked;
