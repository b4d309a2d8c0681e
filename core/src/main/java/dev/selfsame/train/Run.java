package dev.selfsame.train;

import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * What a call of {@link Training#run} came to.
 *
 * @param directory where everything is
 * @param steps optimiser steps done, over all sittings
 * @param finished whether the run reached its last epoch
 * @param interrupted whether {@link Training#stop} ended it
 * @param loss of the last step; NaN if none was done
 * @param knnTop1 of the last probe, 0–1
 */
public record Run(
        Path directory, long steps, boolean finished, boolean interrupted, double loss, OptionalDouble knnTop1) {}
