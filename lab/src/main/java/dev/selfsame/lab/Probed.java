package dev.selfsame.lab;

/**
 * What kNN said of a run at a step.
 *
 * @param step steps done; 0 before training
 * @param knn share of test images whose class their neighbours name, 0–1
 */
public record Probed(long step, double knn) {}
