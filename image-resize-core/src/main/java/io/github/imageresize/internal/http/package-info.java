/** What HTTP's sources and its replies share. */
@org.jspecify.annotations.NullMarked
package io.github.imageresize.internal.http;
