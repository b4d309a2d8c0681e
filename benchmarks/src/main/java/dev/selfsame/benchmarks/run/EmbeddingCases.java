package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Workload (e): embedding.
 *
 * @param place where everything is
 * @param quick whether it is only to try the program
 */
record EmbeddingCases(Place place, boolean quick) {
    private static final String ABOUT =
            "fp32, both with the same weights. The clock of `embed` starts before libtorch is loaded, that of the peers "
                    + "after their imports; *whole process* counts all of it on both sides.";
    private static final double LEAST_COSINE = 0.99;

    List<Case> all() {
        return List.of(
                embedding("e-cifar", "embedding the CIFAR images, ResNet-18", place.cifar(), "resnet18", 32, 70),
                embedding("e-photos", "embedding the photographs, ResNet-50", place.photos(), "resnet50", 224, 14));
    }

    int width() {
        return quick ? 16 : 64;
    }

    private Case embedding(String id, String title, Path images, String network, int size, double seconds) {
        List<Side> sides = new ArrayList<>();
        Path weights = place.weights(network);
        sides.add(Side.of(
                        "ours",
                        "Selfsame",
                        quick ? 4 : seconds,
                        place.selfsame(
                                "embed", "--model", weights, "--data", images, "--out", out(network, "ours"), "--json"))
                .watched());
        for (String variant : List.of("lightly", "lightly-cl", "v2")) {
            String label =
                    switch (variant) {
                        case "lightly" -> "Lightly";
                        case "lightly-cl" -> "Lightly, channels last";
                        default -> "torchvision v2 on tensors, channels last";
                    };
            sides.add(new Side(
                    variant,
                    label,
                    (workers, trial) -> place.peer(
                            "embedding.py",
                            trial && !quick && size == 32 ? images.resolve("test") : images,
                            weights,
                            out(network, variant),
                            "--network=" + network,
                            "--size=" + size,
                            "--width=" + width(),
                            "--variant=" + variant,
                            "--workers=" + workers),
                    place.workers(quick),
                    true,
                    null,
                    quick ? 6 : seconds + 6));
        }
        List<Comparison> comparisons = List.of(
                Comparison.speed("Selfsame over Lightly", "ours", "lightly", 1.5),
                Comparison.speed("Selfsame over Lightly, channels last", "ours", "lightly-cl", 0),
                Comparison.speed("Selfsame over torchvision v2", "ours", "v2", 0),
                new Comparison(
                        "Selfsame over Lightly, whole process",
                        Comparison.Kind.WHOLE_PROCESS,
                        List.of("ours", "lightly"),
                        0,
                        false),
                Comparison.memoryWithoutAim("peak memory: Selfsame over Lightly", "ours", "lightly"));
        return new Case(
                id,
                title,
                ABOUT,
                "images/s",
                sides,
                comparisons,
                results -> List.of(
                        SameWork.equal(results, "ours", "lightly", "images", "dimensions"),
                        SameWork.equal(results, "ours", "v2", "images", "dimensions"),
                        alike(network, "lightly"),
                        alike(network, "v2")));
    }

    private Path out(String network, String side) {
        return place.work().resolve(network + "-" + side + ".npy");
    }

    private Verdict alike(String network, String peer) {
        try {
            NpyRows ours = NpyRows.read(out(network, "ours"));
            NpyRows theirs = NpyRows.read(out(network, peer));
            if (ours.rows() != theirs.rows() || ours.columns() != theirs.columns()) {
                return new Verdict(false, "ours and " + peer + ": embeddings of different shapes");
            }
            double least = ours.leastCosine(theirs);
            return new Verdict(
                    least >= LEAST_COSINE,
                    String.format(
                            Locale.ROOT,
                            "ours and %s: every image's embeddings, less their mean, have a cosine of at least %.5f (%s is asked)",
                            peer,
                            least,
                            LEAST_COSINE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
