/**
 * The one source of random numbers: a counter-based generator keyed by (seed, stream, epoch or step, index, part).
 *
 * <p>{@link dev.selfsame.random.Draws} gives the numbers, {@link dev.selfsame.random.Permutation} random orders by place,
 * and {@link dev.selfsame.random.Stream} names who draws. Nothing else in Selfsame draws, so equal keys give equal numbers
 * on any thread, in any order and after any resume.
 */
@NullMarked
package dev.selfsame.random;

import org.jspecify.annotations.NullMarked;
