package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.NtXent;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chapter 1: the two contrastive losses from the cosines, and what they are where all embeddings are equal. */
public final class Negatives {
    private Negatives() {}

    /** Draws {@code negatives.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 9);
    }

    /** InfoNCE of the cosines of view 0 (rows) and view 1 (columns): [N][N]. */
    public static double infoNce(double[][] cosines, double temperature) {
        int n = cosines.length;
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k < n; k++) { // the positive, k = i, and N − 1 negatives
                sum += Math.exp(cosines[i][k] / temperature);
            }
            loss -= Math.log(Math.exp(cosines[i][i] / temperature) / sum) / n;
        }
        return loss;
    }

    /** NT-Xent of the cosines of all 2N embeddings, view 0 and then view 1: [2N][2N]. */
    public static double ntXent(double[][] cosines, double temperature) {
        int all = cosines.length; // 2N
        double loss = 0;
        for (int i = 0; i < all; i++) {
            int partner = (i + all / 2) % all; // the other view of the same image
            double sum = 0;
            for (int k = 0; k < all; k++) { // all but i itself: the positive and 2N − 2 negatives
                sum += k == i ? 0 : Math.exp(cosines[i][k] / temperature);
            }
            loss -= Math.log(Math.exp(cosines[i][partner] / temperature) / sum) / all;
        }
        return loss;
    }

    static void draw(Path figures, int sizes) throws Exception {
        List<Double> doublings = new ArrayList<>();
        List<Double> infoNce = new ArrayList<>();
        List<Double> ntXent = new ArrayList<>();
        for (int j = 1; j <= sizes; j++) {
            int n = 1 << j; // 2, 4, 8, … images
            try (Scope scope = new Scope()) {
                Tensor equal = Tensor.ones(DType.FLOAT32, n, 8);
                doublings.add((double) j);
                infoNce.add(new InfoNce(0.1, false).apply(equal, equal).total().item()); // ln N
                ntXent.add(new NtXent(0.1).apply(equal, equal).total().item()); // ln(2N − 1)
            }
        }
        List<Line> lines = List.of(Line.of("InfoNCE", doublings, infoNce), Line.of("NT-Xent", doublings, ntXent));
        LinePlot.of("All embeddings equal", Axis.of("log₂ of the images N"), Axis.of("loss"), lines)
                .write(figures.resolve("negatives.png"));
    }
}
