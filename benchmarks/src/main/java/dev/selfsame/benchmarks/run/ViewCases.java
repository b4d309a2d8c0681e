package dev.selfsame.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Workloads (a) and (b): decoding and drawing views.
 *
 * @param place where everything is
 * @param quick whether it is only to try the program
 */
record ViewCases(Place place, boolean quick) {
    List<Case> photographs() {
        return List.of(views(
                "a", "decode and BYOL pair at 224 from the photographs", place.photos(), "byol", 224, 32, 400, 4));
    }

    List<Case> small() {
        return List.of(views(
                "b", "SimCLR pair at 32 px from CIFAR JPEG files", place.cifarTrain(), "simclr", 32, 128, 2000, 6));
    }

    private Case views(
            String id, String title, Path images, String method, int size, int batch, int checked, double aim) {
        int batchSize = quick ? 8 : batch;
        int images0 = quick ? 64 : checked;
        double warmUp = quick ? 0.5 : 10; // Java compiles what it runs often, for several seconds
        double seconds = quick ? 0.5 : 8;
        List<Side> sides = new ArrayList<>();
        int two = Math.min(2, place.cores());
        for (int workers : new TreeSet<>(List.of(place.cores(), two, 1)).descendingSet()) {
            sides.add(Side.of(
                            "ours-" + workers,
                            "Selfsame, " + workers + (workers == 1 ? " thread" : " threads"),
                            warmUp + seconds + 3,
                            place.ours("ViewSpeed", images, method, size, batchSize, workers, images0, warmUp, seconds))
                    .watched());
        }
        for (String variant : List.of("lightly", "v2")) {
            sides.add(new Side(
                    variant,
                    variant.equals("lightly") ? "Lightly" : "torchvision v2 on tensors",
                    (workers, trial) -> place.peer(
                            "views.py",
                            images,
                            method,
                            size,
                            batchSize,
                            "--variant=" + variant,
                            "--workers=" + workers,
                            "--checked=" + (trial ? 1 : images0),
                            "--warm-up=" + (trial ? warmUp / 2 : warmUp),
                            "--seconds=" + (trial ? seconds / 2 : seconds)),
                    place.workers(quick),
                    true,
                    null,
                    warmUp + seconds + 12));
        }
        for (int workers : new TreeSet<>(List.of(two, 1)).descendingSet()) {
            sides.add(Side.of(
                    "decode-" + workers,
                    "Selfsame, decoding alone, " + workers + (workers == 1 ? " thread" : " threads"),
                    warmUp / 2 + seconds / 2 + 1,
                    place.ours("DecodeSpeed", images, workers, warmUp / 2, seconds / 2)));
        }
        sides.add(Side.of(
                "parts",
                "Selfsame, part by part, 1 thread",
                warmUp + seconds + 1,
                place.ours("ViewParts", images, method, size, warmUp, seconds)));
        String ours = "ours-" + place.cores();
        List<Comparison> comparisons = List.of(
                Comparison.speed("Selfsame over Lightly", ours, "lightly", aim),
                new Comparison(
                        "Selfsame over torchvision v2, every pair",
                        Comparison.Kind.SPEED,
                        List.of(ours, "v2"),
                        1,
                        true),
                new Comparison(
                        "gain from 1 to " + two + " threads, as a share of that of decoding alone",
                        Comparison.Kind.SCALING,
                        List.of("ours-" + two, "ours-1", "decode-" + two, "decode-1"),
                        0.95,
                        false),
                Comparison.memoryWithoutAim("peak memory: Selfsame over Lightly", ours, "lightly"));
        String about =
                "Each process takes the statistics of its first " + images0 + " images, drops the batches of the next "
                        + warmUp + " s and counts those of " + seconds + " s, in batches of " + batchSize
                        + ", from one batch's arrival"
                        + " to another's; nothing decoded is kept. A DataLoader's batches are drawn with replacement, so that its epoch"
                        + " doesn't end.";
        return new Case(
                id,
                title,
                about,
                "images/s",
                sides,
                comparisons,
                results -> List.of(SameWork.views(results, ours, "lightly"), SameWork.views(results, ours, "v2")));
    }
}
