package dev.selfsame.lab;

import java.nio.file.Path;

/**
 * What was tried of a claim.
 *
 * @param claim what is claimed
 * @param size how large
 * @param data by which images
 * @param numbers what came of it
 * @param directory where everything is
 */
public record Experiment(Claim claim, LabSize size, LabData data, Numbers numbers, Path directory) {
    /** The directory of a run. */
    public Path run(Variant variant, long seed) {
        return run(directory, variant, seed);
    }

    /** The directory of a run. */
    static Path run(Path directory, Variant variant, long seed) {
        return directory.resolve("runs").resolve(variant.folder()).resolve("seed-" + seed);
    }

    /** The judgement of the claim's rule. */
    public Judgement judgement() {
        return claim.rule().judge().apply(numbers);
    }
}
