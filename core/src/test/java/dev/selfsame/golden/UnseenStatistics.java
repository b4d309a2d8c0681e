package dev.selfsame.golden;

import static dev.selfsame.golden.Plain.dot;
import static dev.selfsame.golden.Plain.gaussian;
import static dev.selfsame.golden.Plain.golden;
import static dev.selfsame.golden.Plain.map;
import static dev.selfsame.golden.Plain.tensor;
import static dev.selfsame.golden.Plain.unit;

import java.util.List;
import java.util.Map;

/** Golden cases of losses on feature statistics that no file of this library has, with values computed in plain Java. */
final class UnseenStatistics {
    private UnseenStatistics() {}

    /** Without eps in the root. */
    static Map<String, Object> vicreg() {
        double[][] z0 = gaussian(70, 5, 3);
        double[][] z1 = gaussian(71, 5, 3);
        double loss = 0;
        for (int i = 0; i < 15; i++) {
            loss += 2 * Math.pow(z0[i / 3][i % 3] - z1[i / 3][i % 3], 2) / 15;
        }
        for (double[][] z : List.of(z0, z1)) {
            double[][] covariance = covariance(z);
            for (int i = 0; i < 3; i++) {
                loss += 3 * Math.max(0, 1 - Math.sqrt(covariance[i][i])) / 3 / 2;
                for (int j = 0; j < 3; j++) {
                    loss += i == j ? 0 : 4 * covariance[i][j] * covariance[i][j] / 3;
                }
            }
        }
        return golden(
                "eps_0",
                "VICRegLoss",
                map("lambda_param", 2, "mu_param", 3, "nu_param", 4, "eps", 0),
                map("z0", tensor(z0), "z1", tensor(z1)),
                map("loss", loss));
    }

    private static double[][] covariance(double[][] z) {
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = 0;
                double first = 0;
                double second = 0;
                for (double[] row : z) {
                    product += row[i] * row[j];
                    first += row[i];
                    second += row[j];
                }
                covariance[i][j] = (product - first * second / z.length) / (z.length - 1);
            }
        }
        return covariance;
    }

    /** Lightly computes something; ours refuses, as its Javadoc says. */
    static Map<String, Object> negativeWeight() {
        return golden(
                "negative_weight",
                "VICRegLoss",
                map("lambda_param", -1),
                map("z0", tensor(gaussian(72, 4, 2)), "z1", tensor(gaussian(73, 4, 2))),
                map("loss", 1.25));
    }

    /** The largest difference to the nearest other row. */
    static Map<String, Object> koleo() {
        double[][] rows = gaussian(80, 5, 3);
        double[][] x = unit(rows);
        double loss = 0;
        for (int i = 0; i < 5; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < 5; j++) {
                nearest = j != i && dot(x[i], x[j]) > dot(x[i], x[nearest]) ? j : nearest;
            }
            double distance = 0;
            for (int k = 0; k < 3; k++) {
                distance = Math.max(distance, Math.abs(x[i][k] - x[nearest][k] + 0.01));
            }
            loss -= Math.log(distance + 0.01) / 5;
        }
        return golden(
                "largest_difference",
                "KoLeoLoss",
                map("p", "Infinity", "eps", 0.01),
                map("x", tensor(rows)),
                map("loss", loss));
    }

    /** An eps of 0 divides by 0; ours refuses it. */
    static Map<String, Object> empSsl() {
        return golden(
                "eps_0",
                "EMPSSLLoss",
                map("tcr_eps", 0),
                map("z_views", List.of(tensor(gaussian(90, 3, 4)), tensor(gaussian(91, 3, 4)))),
                map("loss", "NaN", "tcr", "NaN", "invariance", -0.5),
                "nonfinite",
                true);
    }

    /** Equal rows without eps have no logarithm. */
    static Map<String, Object> equalRows() {
        double[] data = {1, 2, 1, 2, 1, 2};
        return golden(
                "equal_rows_eps_0",
                "KoLeoLoss",
                map("eps", 0),
                map("x", tensor(data, 3, 2)),
                map("loss", "Infinity"),
                "nonfinite",
                true);
    }
}
