/** The JPEG codec that decodes at reduced size; not API. */
@NullMarked
package io.github.imageresize.codec.jpeg;

import org.jspecify.annotations.NullMarked;
