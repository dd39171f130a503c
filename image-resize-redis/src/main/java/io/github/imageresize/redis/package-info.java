/** The cache that the nodes of a cluster share: entries, leases and invalidations in Redis. */
@NullMarked
package io.github.imageresize.redis;

import org.jspecify.annotations.NullMarked;
