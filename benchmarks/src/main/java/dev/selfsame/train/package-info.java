/**
 * A door into {@code dev.selfsame.train} for benchmarks: the trainer's own step, which is not public. Not part of the
 * library.
 */
@NullMarked
package dev.selfsame.train;

import org.jspecify.annotations.NullMarked;
