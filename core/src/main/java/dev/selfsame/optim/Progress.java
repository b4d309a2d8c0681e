package dev.selfsame.optim;

/**
 * How far a run has come: what schedules are functions of.
 *
 * @param step optimiser steps done, over the whole run: 0 at the first step, {@code totalSteps} at the end
 * @param totalSteps steps of the whole run, at least 1
 * @param epoch epochs done: 0 throughout the first epoch, {@code totalEpochs} at the end
 * @param totalEpochs epochs of the whole run, at least 1
 */
public record Progress(long step, long totalSteps, int epoch, int totalEpochs) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public Progress {
        if (totalSteps < 1) {
            throw new IllegalArgumentException("totalSteps must be at least 1, got " + totalSteps);
        }
        if (step < 0 || step > totalSteps) {
            throw new IllegalArgumentException("step must be 0 to totalSteps (" + totalSteps + "), got " + step);
        }
        if (totalEpochs < 1) {
            throw new IllegalArgumentException("totalEpochs must be at least 1, got " + totalEpochs);
        }
        if (epoch < 0 || epoch > totalEpochs) {
            throw new IllegalArgumentException("epoch must be 0 to totalEpochs (" + totalEpochs + "), got " + epoch);
        }
    }

    /** The share of the steps that is done: 0 to 1. */
    public double fraction() {
        return (double) step / totalSteps;
    }

    /** The number of steps in so many epochs of this run, not rounded. */
    public double stepsOf(double epochs) {
        return epochs * totalSteps / totalEpochs;
    }

    /** The same moment counted in whole epochs: {@code step} is the epoch and {@code totalSteps} the epochs. */
    public Progress inEpochs() {
        return new Progress(epoch, totalEpochs, epoch, totalEpochs);
    }
}
