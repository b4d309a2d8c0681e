package dev.selfsame.lab;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.evaluate.LabelledImages;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of an experiment.
 *
 * @param train to learn from; their labels are not looked at
 * @param bank some of these with labels, among which neighbours are looked up
 * @param test others, with labels
 */
public record LabData(ImageSource train, ImageSource bank, ImageSource test) {
    private static final long SEED = 1;
    private static final double HELD_OUT = 0.2;

    /** The images that the program draws. */
    public static LabData demo(LabSize size) {
        return new LabData(
                new DrawnImages(new DemoImages(SEED, DemoImages.Split.TRAIN, size.trainImages())),
                new DrawnImages(
                        new DemoImages(SEED, DemoImages.Split.TRAIN, Math.min(size.bankImages(), size.trainImages()))),
                new DrawnImages(new DemoImages(SEED, DemoImages.Split.TEST, size.testImages())));
    }

    /**
     * Labelled images, of which a fifth of each class is held out for testing.
     *
     * @throws SourceException if there are fewer than two classes, or an image has no label
     */
    public static LabData of(ImageSource images, LabSize size) throws IOException {
        requireClasses(images);
        ChosenImages held = chosen(ChosenImages.stratified(images, HELD_OUT, SEED));
        boolean[] out = new boolean[images.size()];
        for (int i = 0; i < held.size(); i++) {
            out[held.place(i)] = true;
        }
        int[] rest = IntStream.range(0, images.size()).filter(i -> !out[i]).toArray();
        if (rest.length == 0) {
            throw new SourceException("no image is left to learn from once some are held out: " + images.describe());
        }
        return of(ChosenImages.of(images, rest), held, size);
    }

    /**
     * Labelled images to learn from, and others to test by.
     *
     * @throws SourceException if there are fewer than two classes, or an image has no label
     */
    public static LabData of(ImageSource train, ImageSource test, LabSize size) throws IOException {
        requireClasses(train);
        test.labelled();
        ImageSource learned = some(train, size.trainImages());
        return new LabData(learned, some(learned, size.bankImages()), some(test, size.testImages()));
    }

    private static void requireClasses(ImageSource images) throws SourceException {
        images.labelled();
        if (LabelledImages.classes(images).size() < 2) {
            throw new SourceException(
                    "images of at least two classes are needed, to see what was learned: " + images.describe());
        }
    }

    /** At most so many, of each class its share. */
    private static ImageSource some(ImageSource images, int most) throws SourceException {
        return images.size() <= most ? images : ChosenImages.stratified(images, (double) most / images.size(), SEED);
    }

    private static ChosenImages chosen(ImageSource images) {
        if (images instanceof ChosenImages chosen) {
            return chosen;
        }
        throw new IllegalStateException("a share of images is a choice of them, got " + images);
    }

    /** Classes of the test images. */
    int classes() {
        return (int)
                IntStream.range(0, test.size()).map(test::classIndex).distinct().count();
    }

    /** A line for people. */
    public String describe() {
        return train.describe() + ", tested on " + test.describe();
    }

    /** Whether pictures of these images may be shown to anyone: those that the program draws. */
    public boolean isDrawn() {
        return train instanceof DrawnImages && test instanceof DrawnImages;
    }

    /** What the images are, as a hash. */
    String fingerprint() {
        return String.join("-", List.of(train.fingerprint(), bank.fingerprint(), test.fingerprint()));
    }
}
