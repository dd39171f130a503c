/**
 * How fast the library is, by JMH. Not null-marked: JMH fills the fields of a state only after its
 * construction.
 */
package io.github.imageresize.benchmarks;
