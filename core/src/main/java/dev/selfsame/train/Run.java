package dev.selfsame.train;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What a call of {@link Training#run} came to.
 *
 * @param directory where everything is
 * @param steps optimiser steps done, over all sittings
 * @param epochs whole passes over the images among them
 * @param finished whether the run reached its last epoch
 * @param interrupted whether {@link Training#stop} ended it, or its last probe
 * @param loss of the last step; NaN if none was done
 * @param knnTop1 of the last probe, 0–1
 * @param skipped unreadable images
 * @param seconds of training, over all sittings; probes and checkpoints are not counted
 */
public record Run(
        Path directory,
        long steps,
        int epochs,
        boolean finished,
        boolean interrupted,
        double loss,
        OptionalDouble knnTop1,
        int skipped,
        double seconds) {}
