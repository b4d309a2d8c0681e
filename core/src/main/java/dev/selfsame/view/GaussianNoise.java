package dev.selfsame.view;

import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import java.util.List;

/**
 * Normal noise added to each sample by itself.
 *
 * @param strength its standard deviation over the channel's unit, at least 0; 0 for none
 * @param unit the unit of each channel: its standard deviation in the data
 */
public record GaussianNoise(double strength, List<Double> unit) implements SamplesTransform {
    /** Checks the strength. */
    public GaussianNoise {
        Ranges.checkStrength("GaussianNoise", "strength", strength);
        unit = List.copyOf(unit);
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        Ranges.checkChannels("GaussianNoise", unit.size(), image.channels());
        if (strength == 0) {
            return image;
        }
        Samples result = Samples.blank(image.width(), image.height(), image.channels());
        for (int i = 0; i < result.data().length; i++) {
            double noise = draws.gaussian() * strength * unit.get(i / image.size());
            result.data()[i] = (float) (image.data()[i] + noise);
        }
        return result;
    }
}
