package io.github.imageresize.springboot;

/** Looks at the cache that all nodes share. */
interface SharedCacheHealth extends HealthCheck {}
