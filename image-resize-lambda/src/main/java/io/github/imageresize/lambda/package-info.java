/**
 * Originals on S3, resizing by a Lambda function, and the function itself.
 *
 * <p>{@link io.github.imageresize.lambda.LambdaResizeService} and {@link
 * io.github.imageresize.lambda.ResizeHandler} speak a small versioned JSON contract, which {@code
 * CONTRACT.md} beside the module's sources describes field by field; a function in any language may
 * keep it.
 */
@NullMarked
package io.github.imageresize.lambda;

import org.jspecify.annotations.NullMarked;
