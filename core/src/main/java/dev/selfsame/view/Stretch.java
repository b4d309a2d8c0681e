package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;

/** Makes images as they are visible: black below one value of each channel, white above another, even between. */
final class Stretch {
    private final ChannelStatistics statistics;

    private Stretch(ChannelStatistics statistics) {
        this.statistics = statistics;
    }

    /** From low to high of the data, where the views know them; else two standard deviations to each side. */
    static Stretch of(Views views) {
        return new Stretch(
                views instanceof ChannelViews known ? known.statistics() : ChannelStatistics.of(views.normalize()));
    }

    /** The first three channels as red, green and blue; the first as grey where there are fewer. */
    Pixels show(Samples image) {
        int shown = image.channels() < 3 ? 1 : 3;
        Pixels result = Pixels.blank(image.width(), image.height(), shown);
        for (int c = 0; c < shown; c++) {
            double low = statistics.low().get(c);
            double range = statistics.high().get(c) - low;
            double scale = range > 0 ? 255 / range : 0;
            for (int i = 0; i < image.size(); i++) {
                double level = (image.data()[c * image.size() + i] - low) * scale;
                result.data()[i * shown + c] = (byte) Math.round(Math.max(0, Math.min(255, level)));
            }
        }
        return result;
    }
}
