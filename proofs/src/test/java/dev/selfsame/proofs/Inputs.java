package dev.selfsame.proofs;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.model.Encoder;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.FloatBuffer;

/** Seven drawn images, as engines are fed with them. */
final class Inputs {
    static final DemoImages IMAGES = new DemoImages(11, DemoImages.Split.TEST, 7);

    private Inputs() {}

    /** The encoder's own embeddings of the first images. */
    static float[][] embeddings(Encoder encoder, int count) throws IOException {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            try {
                rows[i] = encoder.embed(IMAGES.read(i));
            } catch (UnreadableImageException e) {
                throw new IOException(e);
            }
        }
        return rows;
    }

    /** The same, of length 1. */
    static float[][] unitLength(float[][] rows) {
        for (float[] row : rows) {
            double squares = 0;
            for (float value : row) {
                squares += (double) value * value;
            }
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) (row[d] / Math.sqrt(squares));
            }
        }
        return rows;
    }

    /** What an encoder sees of the first images: [N, C, H, W], normalised. */
    static float[] normalized(Encoder encoder, int count) throws IOException {
        return seen(encoder.view(), count);
    }

    /** The same with samples of 0 to 1. */
    static float[] scaled(Encoder encoder, int count) throws IOException {
        EvaluationView own = encoder.view();
        Normalize none = Normalize.of(new double[] {0, 0, 0}, new double[] {1, 1, 1});
        return seen(new EvaluationView(own.size(), own.shortSide(), own.interpolation(), none), count);
    }

    /** The same as bytes. */
    static byte[] bytes(Encoder encoder, int count) throws IOException {
        float[] samples = scaled(encoder, count);
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(samples[i] * 255);
        }
        return bytes;
    }

    private static float[] seen(EvaluationView view, int count) throws IOException {
        int side = view.size();
        int plane = side * side;
        float[] all = new float[count * 3 * plane];
        float[] one = new float[3 * plane];
        for (int i = 0; i < count; i++) {
            try {
                Picture picture = view.decode(IMAGES.read(i), DecodeOptions.DEFAULT);
                view.render(picture, 0, Draws.of(0, Stream.SAMPLE, 0, 0), FloatBuffer.wrap(one), 0);
            } catch (UnreadableImageException e) {
                throw new IOException(e);
            }
            for (int at = 0; at < one.length; at++) {
                all[i * one.length + at % 3 * plane + at / 3] = one[at];
            }
        }
        return all;
    }
}
