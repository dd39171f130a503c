package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import java.util.function.UnaryOperator;

/** Carries what is known of the request, such as its span, to the threads that make its image. */
interface RequestScope extends UnaryOperator<ResizeService> {}
