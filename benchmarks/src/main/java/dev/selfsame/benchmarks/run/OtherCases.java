package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Workloads (f) and (g): nearest neighbours, and from nothing to the first step.
 *
 * @param place where everything is
 * @param quick whether it is only to try the program
 */
record OtherCases(Place place, boolean quick) {
    private static final int DIMENSIONS = 512;
    private static final double FIRST_STEP = 6;

    List<Case> neighbours() {
        return quick
                ? List.of(neighbours("f-small", 200, 1000, 4, 0.1), neighbours("f-large", 400, 4000, 4, 0.1))
                : List.of(neighbours("f-small", 2000, 10_000, 8, 3), neighbours("f-large", 10_000, 100_000, 50, 1));
    }

    private Case neighbours(String id, int queries, int bank, double seconds, double measured) {
        List<Side> sides = List.of(
                Side.of(
                                "ours",
                                "Selfsame",
                                seconds,
                                place.ours("KnnSpeed", vectors(bank), vectors(queries), DIMENSIONS, measured))
                        .watched(),
                Side.of(
                                "lightly",
                                "Lightly's knn_predict",
                                seconds + 4,
                                place.peer("neighbours.py", vectors(bank), vectors(queries), DIMENSIONS, measured))
                        .watched());
        return new Case(
                id,
                String.format(Locale.ROOT, "kNN of %,d against %,d random vectors of 512", queries, bank),
                "k 200, temperature 0.1, 10 classes, fp32, once over to warm up. Lightly is asked in batches of 256.",
                "queries/s",
                sides,
                List.of(
                        Comparison.speed("Selfsame over Lightly", "ours", "lightly", 1),
                        Comparison.memoryWithoutAim("peak memory: Selfsame over Lightly", "ours", "lightly")),
                // A vote that rounding turns changes one query; a hundredth is far more than that.
                results -> List.of(
                        SameWork.equal(results, "ours", "lightly", "bank", "queries"),
                        SameWork.close(results, "ours", "lightly", "top1", 0.01)));
    }

    private Path vectors(int count) {
        return place.work().resolve("vectors-" + count + ".f32");
    }

    /** Makes the files that the cases of neighbours read; the small ones differ from the large ones' beginnings. */
    void writeVectors() throws IOException {
        for (int count : quick ? new int[] {200, 400, 1000, 4000} : new int[] {2000, 10_000, 100_000}) {
            SplittableRandom random = new SplittableRandom(count);
            ByteBuffer row = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel out =
                    FileChannel.open(vectors(count), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (int i = 0; i < count; i++) {
                    row.clear();
                    while (row.hasRemaining()) {
                        row.putFloat((float) (random.nextDouble() * 2 - 1));
                    }
                    out.write(row.flip());
                }
            }
        }
    }

    List<Case> start() {
        int batch = quick ? 16 : 128;
        List<Object> ours = new ArrayList<>(List.of(
                "train",
                "--method",
                "simclr",
                "--recipe",
                "cifar10",
                "--data",
                place.cifarTrain(),
                "--batch-size",
                batch));
        if (quick) {
            ours.addAll(List.of("--base-width", 16));
        }
        List<Side> sides = List.of(
                new Side(
                                "ours",
                                "Selfsame, its defaults",
                                (workers, trial) -> {
                                    List<Object> words = new ArrayList<>(ours);
                                    words.addAll(List.of("--run", place.work().resolve("run-" + System.nanoTime())));
                                    return place.selfsame(words.toArray());
                                },
                                List.of(),
                                false,
                                null,
                                8)
                        .until("step 1/")
                        .watched(),
                new Side(
                                "lightly",
                                "Lightly, fp32",
                                (workers, trial) -> place.peer(
                                        "training.py",
                                        place.cifarTrain(),
                                        "simclr",
                                        "cifar10",
                                        "--variant=lightly",
                                        "--precision=fp32",
                                        "--batch=" + batch,
                                        "--width=" + (quick ? 16 : 64),
                                        "--warm-up=0",
                                        "--steps=1",
                                        "--say-first",
                                        "--workers=" + workers),
                                place.workers(quick),
                                false,
                                null,
                                14)
                        .until("step 1/")
                        .watched());
        return List.of(new Case(
                "g",
                "from the start of the process to the end of the first step, SimCLR on CIFAR",
                "ResNet-18, batch 128; each as it is by default. Seconds until the line of the first step arrives.",
                "s",
                sides,
                List.of(
                        new Comparison("Selfsame, seconds", Comparison.Kind.VALUE, List.of("ours"), FIRST_STEP, false),
                        Comparison.speed("Selfsame over Lightly", "ours", "lightly", 1),
                        Comparison.memoryWithoutAim("peak memory: Selfsame over Lightly", "ours", "lightly")),
                results -> List.of()));
    }
}
