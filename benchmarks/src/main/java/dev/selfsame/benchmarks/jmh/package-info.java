/**
 * Each step of a view by itself, and whole views, by JMH: {@code benchmarks/java org.openjdk.jmh.Main}, of which {@code
 * benchmarks/README.md} says more. The images are drawn here, so that nothing has to be at hand.
 */
@NullMarked
package dev.selfsame.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
