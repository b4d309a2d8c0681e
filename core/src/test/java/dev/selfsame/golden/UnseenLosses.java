package dev.selfsame.golden;

import static dev.selfsame.golden.Plain.below;
import static dev.selfsame.golden.Plain.dot;
import static dev.selfsame.golden.Plain.each;
import static dev.selfsame.golden.Plain.gaussian;
import static dev.selfsame.golden.Plain.golden;
import static dev.selfsame.golden.Plain.map;
import static dev.selfsame.golden.Plain.softmax;
import static dev.selfsame.golden.Plain.tensor;
import static dev.selfsame.golden.Plain.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Golden cases of losses that no file of this library has, with values computed in plain Java. */
final class UnseenLosses {
    private UnseenLosses() {}

    /** MoCo's loss, in the second call without a gradient, which is said on the step: the bank stays. */
    static Map<String, Object> bank() {
        double temperature = 0.3;
        double[][] bank = each(unit(gaussian(1, 5, 3)), value -> (float) value);
        double[][] held = bank.clone();
        List<Object> steps = new ArrayList<>();
        int pointer = 0;
        for (int call = 0; call < 3; call++) {
            double[][] z0 = gaussian(10 + call, 2, 3);
            double[][] z1 = gaussian(20 + call, 2, 3);
            double loss = 0;
            for (int i = 0; i < 2; i++) {
                double[] logits = new double[6];
                logits[0] = dot(unit(z0)[i], unit(z1)[i]) / temperature;
                for (int k = 0; k < 5; k++) {
                    logits[k + 1] = dot(unit(z0)[i], held[k]) / temperature;
                }
                loss += (Plain.logSumExp(logits) - logits[0]) / 2;
            }
            boolean gradient = call != 1;
            if (gradient) {
                held = held.clone();
                System.arraycopy(unit(z1), 0, held, pointer, 2);
                pointer += 2;
            }
            steps.add(map(
                    "inputs", map("z0", tensor(z0), "z1", tensor(z1)),
                    "requires_grad", gradient,
                    "expected",
                            map(
                                    "loss",
                                    loss,
                                    "state",
                                    map("bank", tensor(held), "bank_ptr", Plain.whole(new int[] {pointer}, 1)))));
        }
        Map<String, Object> args = map("temperature", temperature, "memory_bank_size", List.of(5, 3));
        return golden("bank_5x3", "NTXentLoss", args, null, null, "init", map("bank", tensor(bank)), "steps", steps);
    }

    /** DCL with a weight function that no file of ours has. */
    static Map<String, Object> weights() {
        double temperature = 0.4;
        double[][] z0 = gaussian(30, 3, 4);
        double[][] z1 = gaussian(31, 3, 4);
        double[][] all = below(unit(z0), unit(z1));
        double loss = 0;
        for (int i = 0; i < 6; i++) {
            int partner = (i + 3) % 6;
            double weight = 0;
            for (int j = 0; j < 4; j++) {
                weight += Math.abs(all[i][j] - all[partner][j]);
            }
            double negatives = 0;
            for (int k = 0; k < 6; k++) {
                negatives += k == i || k == partner ? 0 : Math.exp(dot(all[i], all[k]) / temperature);
            }
            loss += (Math.log(negatives) - weight * dot(all[i], all[partner]) / temperature) / 6;
        }
        String function = "sum(abs(z0 - z1), dim=1) of the normalised views, detached";
        return golden(
                "weights_3x4",
                "DCLLoss",
                map("temperature", temperature, "weight_fn", function),
                map("z0", tensor(z0), "z1", tensor(z1)),
                map("loss", loss));
    }

    /** TiCo that begins with a covariance. */
    static Map<String, Object> tico() {
        double beta = 0.6;
        double rho = 3;
        double[][] c = gaussian(40, 3, 3);
        double[][] z0 = gaussian(41, 4, 3);
        double[][] z1 = gaussian(42, 4, 3);
        double[][] a = unit(z0);
        double[][] after = new double[3][3];
        double loss = 1;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                after[i][j] = beta * c[i][j];
                for (double[] row : a) {
                    after[i][j] += (1 - beta) * row[i] * row[j] / 4;
                }
            }
        }
        for (int n = 0; n < 4; n++) {
            loss -= dot(a[n], unit(z1)[n]) / 4;
            for (int i = 0; i < 3; i++) {
                loss += rho * a[n][i] * dot(after[i], a[n]) / 4;
            }
        }
        return golden(
                "init_4x3",
                "TiCoLoss",
                map("beta", beta, "rho", rho),
                map("z0", tensor(z0), "z1", tensor(z1), "update_covariance_matrix", true),
                map("loss", loss, "state", map("C", tensor(after))),
                "init",
                map("C", tensor(c)));
    }

    /** DINO that begins with a centre. */
    static Map<String, Object> dino() {
        double[] center = gaussian(50, 1, 3)[0];
        double[][][] teacher = {gaussian(51, 2, 3), gaussian(52, 2, 3)};
        double[][][] student = {gaussian(53, 2, 3), gaussian(54, 2, 3)};
        double loss = 0;
        double[] after = each(new double[][] {center}, value -> 0.9 * value)[0];
        for (int view = 0; view < 2; view++) {
            for (int n = 0; n < 2; n++) {
                double[] moved = new double[3];
                for (int k = 0; k < 3; k++) {
                    moved[k] = teacher[view][n][k] - center[k];
                    after[k] += 0.1 * teacher[view][n][k] / 4;
                }
                double[] wanted = softmax(moved, 0.5);
                double[] got = softmax(student[1 - view][n], 0.1);
                for (int k = 0; k < 3; k++) {
                    loss -= wanted[k] * Math.log(got[k]) / 4;
                }
            }
        }
        return golden(
                "center_2x3",
                "DINOLoss",
                map("output_dim", 3, "teacher_temp", 0.5),
                map(
                        "teacher_out", List.of(tensor(teacher[0]), tensor(teacher[1])),
                        "student_out", List.of(tensor(student[0]), tensor(student[1]))),
                map("loss", loss, "state", map("center", tensor(after, 1, 1, 3))),
                "init",
                map("center", tensor(center, 1, 1, 3)));
    }

    /** PMSN's custom loss, without Sinkhorn, for a distribution that a formula says. */
    static Map<String, Object> prior() {
        double[][] anchors = gaussian(60, 4, 3);
        double[][] targets = gaussian(61, 2, 3);
        double[][] prototypes = gaussian(62, 3, 3);
        double[] mean = new double[3];
        double loss = 0;
        for (int i = 0; i < 4; i++) {
            double[] p = assigned(anchors[i], prototypes);
            double[] sharp = each(new double[][] {assigned(targets[i % 2], prototypes)}, Math::log)[0];
            double[] q = softmax(sharp, 0.25);
            for (int k = 0; k < 3; k++) {
                loss -= q[k] * Math.log(p[k]) / 4;
                mean[k] += p[k] / 4;
            }
        }
        double[] wanted = {1 / 14.0, 4 / 14.0, 9 / 14.0};
        for (int k = 0; k < 3; k++) {
            loss += 1.5 * wanted[k] * Math.log(wanted[k] / mean[k]);
        }
        return golden(
                "prior_of_a_formula",
                "PMSNCustomLoss",
                map(
                        "temperature",
                        0.2,
                        "sinkhorn_iterations",
                        0,
                        "regularization_weight",
                        1.5,
                        "target_distribution",
                        "(k + 1)^2, k = 0 .. K-1, normalised"),
                map("anchors", tensor(anchors), "targets", tensor(targets), "prototypes", tensor(prototypes)),
                map("loss", loss));
    }

    private static double[] assigned(double[] row, double[][] prototypes) {
        double[] cosines = new double[prototypes.length];
        for (int k = 0; k < cosines.length; k++) {
            cosines[k] = dot(unit(new double[][] {row})[0], unit(prototypes)[k]);
        }
        return softmax(cosines, 0.2);
    }
}
