/**
 * Codecs as a service: how a format is read and written, in planes of samples. The library's own
 * codecs are written against it, and others are handed in by {@code codec(...)} of the builders.
 */
@NullMarked
package io.github.imageresize.codec;

import org.jspecify.annotations.NullMarked;
