package dev.selfsame.benchmarks.run;

/**
 * Whether two sides did the same work.
 *
 * @param same whether they did
 * @param what was compared and what came out
 */
record Verdict(boolean same, String what) {}
