/** Compares requests per second with those of other servers of images. */
@org.jspecify.annotations.NullMarked
package io.github.imageresize.benchmarks.http;
