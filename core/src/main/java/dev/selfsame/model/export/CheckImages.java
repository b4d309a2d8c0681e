package dev.selfsame.model.export;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Images to compare embeddings of. For use inside a scope. */
record CheckImages(EvaluationView view, List<Picture> pictures) {
    /** How many are looked at, where there are so many. */
    static final int MOST = 8;

    /**
     * The first readable ones of a source: those that can't be read from it, or aren't images, are passed over.
     *
     * @throws ExportException if there is none
     */
    static CheckImages of(ImageSource images, EvaluationView view, DecodeOptions decode) throws ExportException {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < images.size() && pictures.size() < MOST; i++) {
            readable(images, i, view, decode).ifPresent(pictures::add);
        }
        if (pictures.isEmpty()) {
            throw new ExportException("no image of " + images.describe()
                    + " can be read, and the exported file is checked with images: name others");
        }
        return new CheckImages(view, pictures);
    }

    private static Optional<Picture> readable(ImageSource images, int i, EvaluationView view, DecodeOptions decode) {
        try {
            return Optional.of(images.decode(i, view, decode));
        } catch (IOException | UnreadableImageException e) {
            return Optional.empty();
        }
    }

    /** Drawn images: the demo's, or noise with the mean and spread that images as they are have for the encoder. */
    static CheckImages drawn(EvaluationView view, DecodeOptions decode) throws ExportException {
        Normalize own = view.normalize();
        if (!own.isAsIs()) {
            return of(DemoImages.test(), view, decode);
        }
        List<Picture> pictures = new ArrayList<>();
        int plane = view.size() * view.size();
        for (int i = 0; i < MOST; i++) {
            Draws draws = Draws.of(0, Stream.SAMPLE, 0, i);
            float[] samples = new float[own.channels() * plane];
            for (int at = 0; at < samples.length; at++) {
                samples[at] = (float) (own.mean()[at / plane] + own.std()[at / plane] * draws.gaussian());
            }
            pictures.add(Samples.of(view.size(), view.size(), own.channels(), samples));
        }
        return new CheckImages(view, pictures);
    }

    /**
     * What the exported network is fed with, by an image each: [1, C, H, W].
     *
     * @param input of what kind
     */
    List<Tensor> inputs(ExportInput input) {
        List<Tensor> all = new ArrayList<>();
        for (Picture picture : pictures) {
            all.add(
                    switch (input) {
                        case NORMALIZED -> normalized(samples(picture));
                        case FLOAT -> samples(picture);
                        case UINT8 -> bytes(samples(picture));
                        case RESIZE -> whole(picture);
                    });
        }
        return all;
    }

    /** What the encoder itself sees: [N, C, H, W], normalised. */
    Tensor seen() {
        return Tensor.cat(
                pictures.stream().map(picture -> normalized(samples(picture))).toList(), 0);
    }

    /** An image at the size of the view, as its samples are, or 0 to 1: [1, C, H, W]. */
    private Tensor samples(Picture picture) {
        Normalize own = view.normalize();
        double[] zeros = new double[own.channels()];
        double[] ones = new double[own.channels()];
        Arrays.fill(ones, 1);
        EvaluationView plain = new EvaluationView(
                view.size(),
                view.shortSide(),
                view.interpolation(),
                own.isAsIs() ? Normalize.asIs(zeros, ones) : Normalize.of(zeros, ones),
                view.background());
        int side = view.size();
        float[] values = new float[side * side * own.channels()];
        plain.render(picture, 0, Draws.of(0, Stream.SAMPLE, 0, 0), FloatBuffer.wrap(values), 0);
        return Tensor.of(values, 1, side, side, own.channels())
                .permute(0, 3, 1, 2)
                .contiguous();
    }

    private Tensor normalized(Tensor samples) {
        Normalize own = view.normalize();
        Tensor mean = Tensor.of(own.mean(), 1, own.channels(), 1, 1).to(DType.FLOAT32);
        Tensor std = Tensor.of(own.std(), 1, own.channels(), 1, 1).to(DType.FLOAT32);
        return samples.sub(mean).div(std);
    }

    private static Tensor bytes(Tensor samples) {
        return samples.mul(255).add(0.5).to(DType.UINT8); // they were bytes before
    }

    private static Tensor whole(Picture picture) {
        if (!(picture instanceof Pixels pixels)) {
            throw new IllegalArgumentException("images as they are can't be resized in the network");
        }
        return Tensor.of(pixels.data(), DType.UINT8, 1, pixels.height(), pixels.width(), pixels.channels())
                .permute(0, 3, 1, 2)
                .contiguous();
    }
}
