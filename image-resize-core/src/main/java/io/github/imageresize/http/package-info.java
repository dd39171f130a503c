/** The rules of serving images over HTTP, without any server's API. */
@NullMarked
package io.github.imageresize.http;

import org.jspecify.annotations.NullMarked;
