/**
 * Our side of a comparison: programs that each do one piece of work in a process of their own and print one line of
 * JSON with at least {@code images} and {@code seconds}. {@code benchmarks/peers} has the other side's.
 */
@NullMarked
package dev.selfsame.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
