/** WebP (RFC 9649): its container here, its pixels by libwebp; not API. */
@NullMarked
package io.github.imageresize.internal.codec.webp;

import org.jspecify.annotations.NullMarked;
