package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A choice of images has the classes of its source, and need not have images of each. */
class LabelledImagesTest {
    private static final ImageSource ALL = new ColourImages(12, 1);

    private static ImageSource of(int... classes) {
        int[] places = IntStream.range(0, ALL.size())
                .filter(i -> IntStream.of(classes).anyMatch(c -> c == ALL.classIndex(i)))
                .toArray();
        return ChosenImages.of(ALL, places);
    }

    private static String refused(ImageSource train, ImageSource test) {
        return assertThrows(IllegalArgumentException.class, () -> LabelledImages.require(train, test))
                .getMessage();
    }

    @Test
    void whatCountsIsWhichClassesImagesHave() {
        assertEquals(ALL.classes(), of(0, 2).classes());
        LabelledImages.require(of(0, 2), of(0, 2));
        LabelledImages.require(of(0, 2), of(2));
        LabelledImages.require(ALL, of(1));
        assertEquals(
                "the test images have a class green, which the training images don't have", refused(of(0, 2), ALL));
        assertEquals("training needs images of at least two classes; all are of class red", refused(of(2), of(2)));
    }
}
