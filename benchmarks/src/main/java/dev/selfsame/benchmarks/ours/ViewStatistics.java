package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.LoadedBatch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Of each image's mean and standard deviation, taken over the pixels of one channel of one view: their mean over the images
 * and their spread. {@code peers/views.py} takes the same.
 */
final class ViewStatistics {
    private static final int CHANNELS = 3;

    private final double[][] sums; // view × channel; mean, its square, deviation, its square
    private final int views;
    private long images;

    ViewStatistics(int views) {
        this.views = views;
        this.sums = new double[views * CHANNELS][4];
    }

    void add(LoadedBatch batch) {
        for (int view = 0; view < views; view++) {
            FloatBuffer values = batch.view(view).asFloatBuffer();
            int length = values.remaining() / batch.size();
            float[] image = new float[length];
            for (int i = 0; i < batch.size(); i++) {
                values.get(i * length, image);
                for (int c = 0; c < CHANNELS; c++) {
                    add(sums[view * CHANNELS + c], image, c);
                }
            }
        }
        images += batch.size();
    }

    private static void add(double[] into, float[] image, int channel) {
        double sum = 0;
        double squares = 0;
        for (int i = channel; i < image.length; i += CHANNELS) {
            sum += image[i];
            squares += (double) image[i] * image[i];
        }
        double pixels = image.length / (double) CHANNELS;
        double mean = sum / pixels;
        double deviation = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
        into[0] += mean;
        into[1] += mean * mean;
        into[2] += deviation;
        into[3] += deviation * deviation;
    }

    long images() {
        return images;
    }

    /** [view × channel][mean of means, spread of means, mean of deviations, spread of deviations]. */
    List<double[]> rows() {
        List<double[]> rows = new ArrayList<>();
        for (double[] sum : sums) {
            rows.add(new double[] {
                sum[0] / images, spread(sum[0], sum[1]), sum[2] / images, spread(sum[2], sum[3]),
            });
        }
        return rows;
    }

    private double spread(double sum, double squares) {
        double mean = sum / images;
        return Math.sqrt(Math.max(0, squares / images - mean * mean));
    }
}
