package dev.selfsame.lab;

/**
 * How a run stood at a step.
 *
 * @param step steps done
 * @param loss of the step
 * @param spread of the compared embedding: 1 is ideal, 0 collapsed
 * @param rank effective rank of the compared embedding
 * @param rankBound what that can reach
 */
public record Moment(long step, double loss, double spread, double rank, int rankBound) {}
