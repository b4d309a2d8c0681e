package dev.selfsame.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Golden cases as maps, and arithmetic of rows in plain Java, which uses nothing of this library. */
final class Plain {
    private Plain() {}

    // ---- cases ----

    /** A map of names and values by turns. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** A case, with more of its keys behind what it expects. */
    static Map<String, Object> golden(
            String name, String target, Map<String, Object> args, Object inputs, Object expected, Object... more) {
        Map<String, Object> made = map("name", name, "target", target, "args", args);
        if (inputs != null) {
            made.put("inputs", inputs);
            made.put("expected", expected);
        }
        made.putAll(map(more));
        return made;
    }

    /** A tensor of rows. */
    static Map<String, Object> tensor(double[][] rows) {
        return tensor(flat(rows), rows.length, rows[0].length);
    }

    /** A tensor of a shape. */
    static Map<String, Object> tensor(double[] data, int... shape) {
        return map("shape", shape, "data", data);
    }

    /** A tensor of whole numbers. */
    static Map<String, Object> whole(int[] data, int... shape) {
        return map("shape", shape, "data", data, "dtype", "int64");
    }

    static double[] flat(double[][] rows) {
        List<Double> values = new ArrayList<>();
        for (double[] row : rows) {
            for (double value : row) {
                values.add(value);
            }
        }
        return values.stream().mapToDouble(value -> value).toArray();
    }

    // ---- rows ----

    /** Rows of a normal distribution, each number a float. */
    static double[][] gaussian(long seed, int n, int d) {
        Random random = new Random(seed);
        double[][] rows = new double[n][d];
        for (double[] row : rows) {
            for (int j = 0; j < d; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    static double[][] each(double[][] rows, DoubleUnaryOperator function) {
        double[][] made = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            made[i] = Arrays.stream(rows[i]).map(function).toArray();
        }
        return made;
    }

    /** Each row at length 1. */
    static double[][] unit(double[][] rows) {
        double[][] made = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            double length = Math.sqrt(dot(rows[i], rows[i]));
            made[i] = each(new double[][] {rows[i]}, value -> value / length)[0];
        }
        return made;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    static double logSumExp(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += Math.exp(value);
        }
        return Math.log(sum);
    }

    /** exp(x / temperature) of sum 1. */
    static double[] softmax(double[] x, double temperature) {
        double[] scaled = each(new double[][] {x}, value -> value / temperature)[0];
        double logSum = logSumExp(scaled);
        return each(new double[][] {scaled}, value -> Math.exp(value - logSum))[0];
    }

    /** Rows one below the other. */
    static double[][] below(double[][] first, double[][] second) {
        double[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
