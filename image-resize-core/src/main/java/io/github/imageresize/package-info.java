/** What is asked for, what comes back, and the service that turns one into the other. */
@NullMarked
package io.github.imageresize;

import org.jspecify.annotations.NullMarked;
