/**
 * A door into {@code dev.selfsame.train} for benchmarks: the trainer's own step, and the memory that is reckoned with, which
 * are not public. Not part of the library.
 */
@NullMarked
package dev.selfsame.train;

import org.jspecify.annotations.NullMarked;
