/** {@code contract}: asks a function whether it keeps the contract. */
@NullMarked
package io.github.imageresize.examples.contract;

import org.jspecify.annotations.NullMarked;
