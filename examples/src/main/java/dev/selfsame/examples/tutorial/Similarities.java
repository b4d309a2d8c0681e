package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Sequential;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.HeatMap;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Mark;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chapter 1: the cosines of a batch before and after contrastive learning. */
public final class Similarities {
    private Similarities() {}

    /** Draws {@code similarities-before.png}, {@code similarities-after.png} and {@code contrast.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 32, 1500);
    }

    /** The cosine of view 0 of image i and view 1 of image k: [i][k]. */
    public static double[][] cosines(Layer network, int images) throws InterruptedException {
        return Learning.ofTestImages(images, (x0, x1) -> {
            Tensor a = Norm.l2(network.forward(x0)); // [N, D]
            Tensor b = Norm.l2(network.forward(x1)); // [N, D]
            return a.matmul(b.t()); // [N, N]
        });
    }

    /** How many rows have their largest cosine on the diagonal. */
    public static int found(double[][] cosines) {
        int found = 0;
        for (int i = 0; i < cosines.length; i++) {
            int best = 0;
            for (int k = 1; k < cosines.length; k++) {
                best = cosines[i][k] > cosines[i][best] ? k : best;
            }
            found += best == i ? 1 : 0;
        }
        return found;
    }

    /** The cosines in colours. */
    public static HeatMap map(String title, double[][] cosines) {
        return HeatMap.of(
                title, Axis.of("view 1 of image"), Axis.of("view 0 of image"), Learning.lists(cosines), -1, 1);
    }

    static void draw(Path figures, int images, int steps) throws Exception {
        InfoNce contrast = new InfoNce(0.1, true);
        List<Double> at = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        try (Sequential network = new Sequential(new SmallEncoder(true), Heads.moco(128, 128, 64))) {
            network.initialize(1);
            double[][] before = cosines(network, images);
            Learning.run(
                    network,
                    steps,
                    (x0, x1) -> contrast.apply(network.forward(x0), network.forward(x1)),
                    (step, loss) -> {
                        at.add((double) step);
                        losses.add(loss.total().item());
                    });
            double[][] after = cosines(network, images);
            System.out.println("found " + found(before) + " before and " + found(after) + " after, of " + images);
            map("Before", before).write(figures.resolve("similarities-before.png"));
            map("After " + steps + " steps", after).write(figures.resolve("similarities-after.png"));
        }
        LinePlot.of("InfoNCE", Axis.of("step"), Axis.of("loss"), List.of(Line.of("loss", at, losses)))
                .withMarks(new Mark("chance, ln 64", Math.log(64)))
                .write(figures.resolve("contrast.png"));
    }
}
