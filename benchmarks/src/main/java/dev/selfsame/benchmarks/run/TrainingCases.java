package dev.selfsame.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Workloads (c) and (d): training from end to end, and its step alone.
 *
 * @param place where everything is
 * @param quick whether it is only to try the program
 */
record TrainingCases(Place place, boolean quick) {
    private static final List<String> PEERS = List.of("lightly", "lightly-cl", "v2");

    /** One training, and what a step of it takes on two cores. */
    private record Task(
            String id,
            String title,
            Path ours,
            Path theirs,
            String method,
            String recipe,
            int batch,
            int width,
            int warmUp,
            int steps,
            double fp32,
            double bf16) {}

    List<Case> cifar() {
        List<Case> cases = new ArrayList<>();
        for (String method : List.of("simclr", "byol")) {
            boolean simclr = method.equals("simclr");
            cases.add(training(new Task(
                    "c-" + method,
                    "training ResNet-18 with the CIFAR stem, batch 128, " + (simclr ? "SimCLR" : "BYOL"),
                    place.cifarTrain(),
                    place.cifarTrain(),
                    method,
                    "cifar10",
                    quick ? 16 : 128,
                    quick ? 16 : 64,
                    quick ? 1 : 3,
                    quick ? 1 : simclr ? 10 : 6,
                    simclr ? 1.5 : 2.8,
                    simclr ? 0.7 : 1.8)));
        }
        return cases;
    }

    List<Case> photographs() {
        return List.of(training(new Task(
                "d",
                "training ResNet-50 at 224, batch 32, BYOL",
                place.photosList(),
                place.photos(),
                "byol",
                "imagenet",
                quick ? 4 : 32,
                quick ? 8 : 64,
                1,
                quick ? 1 : 2,
                13,
                6)));
    }

    private Case training(Task task) {
        List<Side> sides = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (String precision : List.of("fp32", "bf16")) {
            sides.add(ours(task, precision, "TrainingSpeed", "ours-", "Selfsame, ")
                    .watched());
            PEERS.forEach(variant -> sides.add(peer(task, precision, variant, false)));
            sides.add(ours(task, precision, "StepSpeed", "ours-step-", "Selfsame, step alone, "));
            sides.add(peer(task, precision, "lightly-cl", true));
            compare(precision, comparisons);
        }
        comparisons.add(Comparison.speed(
                "by default: Selfsame bf16 over Lightly fp32",
                "ours-bf16",
                "lightly-fp32",
                task.id().startsWith("c") ? 2 : 0));
        String about = "Source images a second from the end of step " + task.warmUp() + " to the end of step "
                + (task.warmUp() + task.steps())
                + ". The step alone is taken on batches that are there already; ours is the"
                + " trainer's. Lightly's loop is that of its examples, channels first; *channels last* has network and"
                + " batches so. bf16 is autocast on both sides.";
        return new Case(task.id(), task.title(), about, "images/s", sides, comparisons, results -> {
            List<Verdict> verdicts = new ArrayList<>();
            for (String precision : List.of("fp32", "bf16")) {
                verdicts.add(SameWork.equal(
                        results,
                        "ours-step-" + precision,
                        "lightly-cl-step-" + precision,
                        "batch",
                        "steps",
                        "parameters"));
                PEERS.forEach(peer -> verdicts.add(SameWork.equal(
                        results, "ours-" + precision, peer + "-" + precision, "batch", "steps", "images")));
            }
            return verdicts;
        });
    }

    private static void compare(String precision, List<Comparison> comparisons) {
        String ours = "ours-" + precision;
        comparisons.add(
                Comparison.speed(precision + ", end to end: Selfsame over Lightly", ours, "lightly-" + precision, 1));
        comparisons.add(Comparison.speed(
                precision + ", end to end: Selfsame over Lightly, channels last", ours, "lightly-cl-" + precision, 0));
        comparisons.add(
                Comparison.speed(precision + ", end to end: Selfsame over torchvision v2", ours, "v2-" + precision, 0));
        comparisons.add(Comparison.speed(
                precision + ", step alone: Selfsame over PyTorch, channels last",
                "ours-step-" + precision,
                "lightly-cl-step-" + precision,
                0.97));
        comparisons.add(
                Comparison.memory(precision + ", peak memory: Selfsame over Lightly", ours, "lightly-" + precision));
    }

    private double seconds(Task task, String precision) {
        return quick ? 6 : (task.warmUp() + task.steps()) * (precision.equals("fp32") ? task.fp32() : task.bf16()) + 6;
    }

    private Side ours(Task task, String precision, String program, String name, String label) {
        List<Object> arguments = new ArrayList<>(List.of(
                task.ours(),
                task.method(),
                task.recipe(),
                task.warmUp(),
                task.steps(),
                "precision=" + precision,
                "batch-size=" + task.batch()));
        if (task.width() != 64) {
            arguments.add("backbone.base-width=" + task.width());
        }
        if (task.recipe().equals("imagenet")) {
            arguments.add("views.interpolation=bilinear"); // as Lightly's
        }
        return Side.of(
                name + precision,
                label + precision,
                seconds(task, precision),
                place.ours(program, arguments.toArray()));
    }

    private Side peer(Task task, String precision, String variant, boolean step) {
        String label =
                switch (variant) {
                    case "lightly" -> "Lightly, ";
                    case "lightly-cl" -> step ? "PyTorch, channels last, step alone, " : "Lightly, channels last, ";
                    default -> "torchvision v2 on tensors, channels last, ";
                };
        return new Side(
                variant + (step ? "-step-" : "-") + precision,
                label + precision,
                (workers, trial) -> {
                    List<Object> arguments = new ArrayList<>(List.of(
                            task.theirs(),
                            task.method(),
                            task.recipe(),
                            "--variant=" + variant,
                            "--precision=" + precision,
                            "--batch=" + task.batch(),
                            "--width=" + task.width(),
                            "--warm-up=" + (trial ? 1 : task.warmUp()),
                            "--steps=" + (trial ? (task.steps() + 1) / 2 : task.steps())));
                    arguments.add(step ? "--fixed" : "--workers=" + workers);
                    return place.peer("training.py", arguments.toArray());
                },
                step ? List.of() : quick ? List.of(1) : place.workers(false),
                !step,
                null,
                seconds(task, precision) + 4);
    }
}
