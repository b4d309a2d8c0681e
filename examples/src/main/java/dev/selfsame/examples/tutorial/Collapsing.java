package dev.selfsame.examples.tutorial;

import dev.selfsame.evaluate.Collapse;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Chapter 2: which part of BYOL keeps it from collapsing. */
public final class Collapsing {
    private static final int EVERY = 10;

    private Collapsing() {}

    /** Draws {@code collapse-loss.png}, {@code collapse-spread.png} and {@code collapse-rank.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 300);
    }

    /**
     * What was seen every ten steps.
     *
     * @param steps when
     * @param loss 0 to 8
     * @param spread of the projections: 1 where they point everywhere, 0 where all are one
     * @param rank how many directions they use
     */
    public record Seen(List<Double> steps, List<Double> loss, List<Double> spread, List<Double> rank) {}

    /** Trains with these parts. */
    public static Seen train(PlainByol.Parts parts, int steps) throws Exception {
        Seen seen = new Seen(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (PlainByol byol = new PlainByol(parts)) {
            Learning.run(byol.trained(), steps, byol::loss, (step, loss) -> {
                byol.afterStep();
                if (step % EVERY == 0) {
                    Tensor z0 = Objects.requireNonNull(loss.embedding()); // [N, 64]
                    seen.steps.add((double) step);
                    seen.loss.add(loss.total().item());
                    seen.spread.add(Collapse.embeddingStd(z0));
                    seen.rank.add(Collapse.effectiveRank(z0));
                }
            });
        }
        return seen;
    }

    static void draw(Path figures, int steps) throws Exception {
        Map<String, PlainByol.Parts> variants = new LinkedHashMap<>();
        variants.put("BYOL", PlainByol.Parts.ALL);
        variants.put("τ 0: no average", new PlainByol.Parts(true, true, true, 0));
        variants.put("no predictor", new PlainByol.Parts(false, true, true, 0.99));
        variants.put("no stop-gradient", new PlainByol.Parts(true, false, true, 0.99));
        variants.put("no batch norm", new PlainByol.Parts(true, true, false, 0.99));
        List<Line> losses = new ArrayList<>();
        List<Line> spread = new ArrayList<>();
        List<Line> rank = new ArrayList<>();
        for (Map.Entry<String, PlainByol.Parts> variant : variants.entrySet()) {
            Seen seen = train(variant.getValue(), steps);
            losses.add(Line.of(variant.getKey(), seen.steps(), seen.loss()));
            spread.add(Line.of(variant.getKey(), seen.steps(), seen.spread()));
            rank.add(Line.of(variant.getKey(), seen.steps(), seen.rank()));
        }
        Axis step = Axis.of("step");
        Axis loss = Axis.of("loss, 0 to 8");
        Axis even = Axis.of("spread, 1 is ideal").within(0, 1.1);
        Axis directions = Axis.of("effective rank").within(0, 64);
        LinePlot.of("Loss", step, loss, losses).write(figures.resolve("collapse-loss.png"));
        LinePlot.of("Spread of the projections", step, even, spread).write(figures.resolve("collapse-spread.png"));
        LinePlot.of("Their directions", step, directions, rank).write(figures.resolve("collapse-rank.png"));
    }
}
