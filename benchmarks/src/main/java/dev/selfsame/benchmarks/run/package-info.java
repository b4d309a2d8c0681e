/**
 * The program behind {@code benchmarks/run}: starts ours and the peers' processes by turns, one at a time, checks that they
 * did the same work, and writes {@code docs/results/performance.md}.
 */
@NullMarked
package dev.selfsame.benchmarks.run;

import org.jspecify.annotations.NullMarked;
