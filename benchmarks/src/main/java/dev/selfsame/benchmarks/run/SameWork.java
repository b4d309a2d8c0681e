package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Checks that two sides did the same. */
final class SameWork {
    /** One level of 255, in units of the networks' input. */
    private static final double LEVEL = 1 / 255.0 / 0.225;

    private static final double SIGMAS = 5;

    private SameWork() {}

    /** What a side's last process told. */
    static JsonNode told(Map<String, SideResult> sides, String name) {
        List<Sample> samples = Objects.requireNonNull(sides.get(name), name).samples();
        return samples.get(samples.size() - 1).told();
    }

    /** Whether values that both told are equal, such as counts and sizes. */
    static Verdict equal(Map<String, SideResult> sides, String ours, String theirs, String... keys) {
        List<String> said = new ArrayList<>();
        boolean same = true;
        for (String key : keys) {
            JsonNode a = told(sides, ours).path(key);
            JsonNode b = told(sides, theirs).path(key);
            same &= a.equals(b) && !a.isMissingNode();
            said.add(key + " " + a + (a.equals(b) ? "" : " and " + b));
        }
        return new Verdict(same, ours + " and " + theirs + ": " + String.join(", ", said));
    }

    /** Whether numbers that both told are as close as that. */
    static Verdict close(Map<String, SideResult> sides, String ours, String theirs, String key, double tolerance) {
        double a = told(sides, ours).path(key).asDouble(Double.NaN);
        double b = told(sides, theirs).path(key).asDouble(Double.NaN);
        return new Verdict(
                Math.abs(a - b) <= tolerance,
                String.format(
                        Locale.ROOT,
                        "%s and %s: %s %.4f and %.4f, at most %.4f apart",
                        ours,
                        theirs,
                        key,
                        a,
                        b,
                        tolerance));
    }

    /**
     * Whether views have the same mean and the same standard deviation, on the mean over the images.
     *
     * <p>Each image gives one number a channel, of all its pixels; these depend on each other, so that the images count. The
     * mean of n such numbers has a standard error of their spread over √n. Two means may lie five standard errors of their
     * difference apart, which chance exceeds once in 1.7 million, and one level of 255, for the peers' own rounding.
     */
    static Verdict views(Map<String, SideResult> sides, String ours, String theirs) {
        JsonNode a = told(sides, ours);
        JsonNode b = told(sides, theirs);
        double na = a.path("checked").asDouble();
        double nb = b.path("checked").asDouble();
        double worst = 0;
        double far = 0;
        double allowed = 0;
        int rows = a.path("statistics").size();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 4; i += 2) {
                double difference = Math.abs(at(a, row, i) - at(b, row, i));
                double tolerance = tolerance(at(a, row, i + 1), na, at(b, row, i + 1), nb);
                if (difference / tolerance >= worst) {
                    worst = difference / tolerance;
                    far = difference;
                    allowed = tolerance;
                }
            }
        }
        boolean shapes = a.path("shape").equals(b.path("shape"));
        return new Verdict(
                rows > 0 && worst <= 1 && shapes && rows == b.path("statistics").size(),
                String.format(
                        Locale.ROOT,
                        "%s and %s: views of %s; means and deviations of %.0f and %.0f images, the furthest %.3f apart "
                                + "where %.3f is allowed",
                        ours,
                        theirs,
                        shapes ? a.path("shape") : a.path("shape") + " and " + b.path("shape"),
                        na,
                        nb,
                        far,
                        allowed));
    }

    static double tolerance(double spreadA, double na, double spreadB, double nb) {
        return SIGMAS * Math.sqrt(spreadA * spreadA / na + spreadB * spreadB / nb) + LEVEL;
    }

    private static double at(JsonNode told, int row, int i) {
        return told.path("statistics").path(row).path(i).asDouble(Double.NaN);
    }
}
