/** What image-resize does, for monitoring: metrics and observations by Micrometer. */
@NullMarked
package io.github.imageresize.micrometer;

import org.jspecify.annotations.NullMarked;
