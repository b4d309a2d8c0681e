/**
 * Benchmarks that run as whole processes: the training loop against a bare loop of the same steps. Those against Lightly and
 * torchvision are in {@code ours} and {@code run}, those of single steps of a view in {@code jmh}.
 */
@NullMarked
package dev.selfsame.benchmarks;

import org.jspecify.annotations.NullMarked;
