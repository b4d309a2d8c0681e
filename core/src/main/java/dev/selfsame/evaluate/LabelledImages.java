package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of labelled sources that a classifier is trained on and asked about. */
final class LabelledImages {
    private LabelledImages() {}

    /** The training images are of two classes at least, and the test images of no other. */
    static void require(ImageSource train, ImageSource test) {
        Set<Integer> trained = new HashSet<>();
        for (int i = 0; i < train.size(); i++) {
            if (train.classIndex(i) >= 0) { // others are known to be unreadable
                trained.add(train.classIndex(i));
            }
        }
        List<String> known = train.classes();
        if (trained.size() < 2) {
            throw new IllegalArgumentException("training needs images of at least two classes; all are of class "
                    + known.get(trained.iterator().next()));
        }
        for (String name : test.classes()) {
            int number = known.indexOf(name);
            if (number < 0 || !trained.contains(number)) {
                throw new IllegalArgumentException(
                        "the test images have a class " + name + ", which the training images don't have");
            }
        }
    }
}
