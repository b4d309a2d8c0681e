package dev.selfsame.lab;

import dev.selfsame.train.Nearest;
import java.util.List;

/** The claims there are. */
public final class Claims {
    private static final List<Claim> ALL = List.of(
            ByolClaims.needsBatchNorm(),
            ByolClaims.target(),
            BarlowClaims.withoutBatchNorm(),
            BatchSizeClaims.barlow(),
            BatchSizeClaims.simclr(),
            AugmentationClaims.barlow(),
            AugmentationClaims.simclr(),
            AugmentationClaims.byol(),
            ContrastClaims.negatives(),
            ContrastClaims.temperature(),
            BarlowClaims.lambda(),
            BarlowClaims.dimensions(),
            TwoQuestions.claim());

    private Claims() {}

    /** All, in the order of the tutorial. */
    public static List<Claim> all() {
        return ALL;
    }

    /**
     * A claim by its name.
     *
     * @throws IllegalArgumentException if there is none, with the nearest
     */
    public static Claim named(String name) {
        return ALL.stream()
                .filter(claim -> claim.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no claim " + name + "; did you mean "
                        + Nearest.to(name, ALL.stream().map(Claim::name).toList()) + "?"));
    }
}
