package dev.selfsame.cli;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.evaluate.LabelledImages;
import dev.selfsame.view.EvaluationView;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Labelled images to learn from and to classify. */
final class LabelledOptions {
    @Option(
            names = "--train",
            required = true,
            paramLabel = "SOURCE",
            description = "Labelled images to learn the classes from: " + SourceHelp.LABELLED + ".")
    private String train = "";

    @Option(
            names = "--test",
            required = true,
            paramLabel = "SOURCE",
            description = "Labelled images to classify, given likewise, such as demo:test.")
    private String test = "";

    @Option(
            names = "--labels",
            paramLabel = "SHARE",
            defaultValue = "100%",
            converter = ShareReader.class,
            description = "Share of each class's training images that is used, such as 1%% or 10%%; which, --seed says."
                    + " Default: ${DEFAULT-VALUE}")
    private double labels = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of whatever is drawn: the choice of labels, fresh weights, order, folds, episodes."
                    + " Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    /** The seed. */
    long seed() {
        return seed;
    }

    /** The share of labels. */
    double labels() {
        return labels;
    }

    /** The training images, all of them, for a network with such a view. */
    ImageSource allTrain(CommandLine command, EvaluationView view) throws SourceException {
        ImageSource images = OpenedImages.open(command, train, view).labelled();
        List<String> classes = LabelledImages.classes(images);
        if (classes.size() < 2) {
            throw new SourceException("the training images have one class only, " + classes.get(0)
                    + ": there is nothing to tell apart: " + images.describe());
        }
        return images;
    }

    /** The training images, of each class the share. */
    ImageSource train(CommandLine command, EvaluationView view) throws SourceException {
        return ChosenImages.stratified(allTrain(command, view), labels, seed);
    }

    /** The test images, which have no class that the training images lack. */
    ImageSource test(CommandLine command, EvaluationView view, ImageSource trained) throws SourceException {
        ImageSource images = OpenedImages.open(command, test, view).labelled();
        requireClasses(LabelledImages.classes(trained), LabelledImages.classes(images));
        return images;
    }

    private static void requireClasses(List<String> known, List<String> asked) throws SourceException {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new SourceException("the test images have a class " + name + ", which the training images don't"
                        + " have: " + String.join(", ", known.subList(0, Math.min(10, known.size())))
                        + (known.size() > 10 ? ", …" : ""));
            }
        }
    }
}
