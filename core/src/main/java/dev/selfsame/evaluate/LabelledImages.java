package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import java.util.BitSet;
import java.util.List;

/** Checks of labelled sources that a classifier is trained on and asked about. */
public final class LabelledImages {
    private LabelledImages() {}

    /**
     * The classes that images of a source have, in its order. A choice of images may have fewer than its source.
     *
     * @param images of which every one has a label, but those that are known to be unreadable
     */
    public static List<String> classes(ImageSource images) {
        BitSet met = new BitSet();
        for (int i = 0; i < images.size(); i++) {
            if (images.classIndex(i) >= 0) {
                met.set(images.classIndex(i));
            }
        }
        return met.stream().mapToObj(images.classes()::get).toList();
    }

    /** The training images are of two classes at least, and the test images of no other. */
    static void require(ImageSource train, ImageSource test) {
        List<String> known = classes(train);
        if (known.size() < 2) {
            throw new IllegalArgumentException("training needs images of at least two classes"
                    + (known.isEmpty() ? "" : "; all are of class " + known.get(0)));
        }
        for (String name : classes(test)) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "the test images have a class " + name + ", which the training images don't have");
            }
        }
    }
}
