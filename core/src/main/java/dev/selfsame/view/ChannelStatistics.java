package dev.selfsame.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the samples of images as they are look like, channel by channel. {@code doctor --data} measures it.
 *
 * @param mean of all samples of a channel
 * @param std standard deviation, at least 0; 0 where all samples are equal
 * @param low a hundredth of the samples lie below
 * @param high a hundredth of the samples lie above
 * @param min the smallest sample
 * @param max the largest sample
 */
public record ChannelStatistics(
        List<Double> mean, List<Double> std, List<Double> low, List<Double> high, List<Double> min, List<Double> max) {
    private static final int MOST = 64;

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if they are not of one length, 1 to 64, or hold what can't be
     */
    public ChannelStatistics {
        if (mean.isEmpty() || mean.size() > MOST) {
            throw new IllegalArgumentException("statistics are of 1 to " + MOST + " channels, got " + mean.size());
        }
        for (List<Double> other : List.of(std, low, high, min, max)) {
            if (other.size() != mean.size()) {
                throw new IllegalArgumentException("statistics have mean, std, low, high, min and max for each channel,"
                        + " got " + mean.size() + ", " + std.size() + ", " + low.size() + ", " + high.size() + ", "
                        + min.size() + " and " + max.size());
            }
        }
        for (int c = 0; c < mean.size(); c++) {
            for (List<Double> values : List.of(mean, std, low, high, min, max)) {
                if (!Double.isFinite(values.get(c))) {
                    throw new IllegalArgumentException(
                            "statistics must be finite, channel " + c + " has " + values.get(c));
                }
            }
            if (std.get(c) < 0 || low.get(c) > high.get(c) || min.get(c) > max.get(c)) {
                throw new IllegalArgumentException(
                        "statistics: channel " + c + " has std " + std.get(c) + ", low to high " + low.get(c) + " to "
                                + high.get(c) + ", min to max " + min.get(c) + " to " + max.get(c));
            }
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        low = List.copyOf(low);
        high = List.copyOf(high);
        min = List.copyOf(min);
        max = List.copyOf(max);
    }

    /**
     * Where only the normalisation is known: low and high two standard deviations off, which also stand for the smallest and largest.
     *
     * @param normalize for images as they are
     */
    public static ChannelStatistics of(Normalize normalize) {
        List<Double> mean = Arrays.stream(normalize.mean()).boxed().toList();
        List<Double> std = Arrays.stream(normalize.std()).boxed().toList();
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (int c = 0; c < mean.size(); c++) {
            low.add(mean.get(c) - 2 * std.get(c));
            high.add(mean.get(c) + 2 * std.get(c));
        }
        return new ChannelStatistics(mean, std, low, high, low, high);
    }

    /** How many channels there are. */
    public int channels() {
        return mean.size();
    }

    /** To mean 0 and standard deviation 1; a channel whose samples are all equal becomes zeros. */
    public Normalize normalize() {
        return Normalize.asIs(
                mean.stream().mapToDouble(Double::doubleValue).toArray(),
                std.stream().mapToDouble(value -> value == 0 ? 1 : value).toArray());
    }
}
