/** Serves images from a Spring Boot application, by properties under {@code image-resize}. */
@NullMarked
package io.github.imageresize.springboot;

import org.jspecify.annotations.NullMarked;
