/**
 * Benchmarks that run as whole processes: the training loop against a bare loop of the same steps.
 */
@NullMarked
package dev.selfsame.benchmarks;

import org.jspecify.annotations.NullMarked;
