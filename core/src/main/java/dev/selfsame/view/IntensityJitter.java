package dev.selfsame.view;

import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import java.util.List;

/**
 * Brightness and contrast changed by chance, each channel by itself: it stands in for colour jitter where channels are no
 * colours. A sample x of a channel with mean m in this image becomes {@code m + c (x − m) + b u}, with c uniform in
 * [max(0, 1 − contrast), 1 + contrast], b uniform in [−brightness, brightness] and u the channel's unit, so that neither
 * a black level nor the range of the samples matters. Nothing is cut off.
 *
 * @param brightness strength, at least 0
 * @param contrast strength, at least 0
 * @param probability of changing anything; 0.8 as in SimCLR's colour jitter
 * @param unit what a brightness of 1 adds to each channel: its standard deviation in the data
 */
public record IntensityJitter(double brightness, double contrast, double probability, List<Double> unit)
        implements SamplesTransform {
    /** Checks the strengths. */
    public IntensityJitter {
        Ranges.checkStrength("IntensityJitter", "brightness", brightness);
        Ranges.checkStrength("IntensityJitter", "contrast", contrast);
        Ranges.checkProbability("IntensityJitter", probability);
        unit = List.copyOf(unit);
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        Ranges.checkChannels("IntensityJitter", unit.size(), image.channels());
        if (!draws.chance(probability)) {
            return image;
        }
        Samples result = Samples.blank(image.width(), image.height(), image.channels());
        for (int c = 0; c < image.channels(); c++) {
            double factor = draws.uniform(Math.max(0, 1 - contrast), 1 + contrast);
            double shift = draws.uniform(-brightness, brightness) * unit.get(c);
            double mean = mean(image, c);
            int end = (c + 1) * image.size();
            for (int i = c * image.size(); i < end; i++) {
                result.data()[i] = (float) (mean + factor * (image.data()[i] - mean) + shift);
            }
        }
        return result;
    }

    private static double mean(Samples image, int channel) {
        double sum = 0;
        int end = (channel + 1) * image.size();
        for (int i = channel * image.size(); i < end; i++) {
            sum += image.data()[i];
        }
        return sum / image.size();
    }
}
