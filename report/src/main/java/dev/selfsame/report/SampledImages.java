package dev.selfsame.report;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.model.Embeddings;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.ViewSheet;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The images of a sample, row by row.
 *
 * @param source of which they are
 * @param view what the encoder sees of them
 * @param decode how its files become pixels for the encoder
 * @param embedded a row each
 * @param places where the image of each row is in the source; -1 where that isn't known
 * @param skipped images of the sample that can't be read
 */
record SampledImages(
        ImageSource source,
        EvaluationView view,
        DecodeOptions decode,
        Embeddings embedded,
        List<Integer> places,
        int skipped) {
    int size() {
        return embedded.size();
    }

    String name(int row) {
        return embedded.names().get(row);
    }

    @Nullable
    String label(int row) {
        return embedded.labels().get(row);
    }

    /** The labels that occur, in the order of the alphabet. */
    List<String> classes() {
        TreeSet<String> classes = new TreeSet<>();
        for (int row = 0; row < size(); row++) {
            String label = label(row);
            if (label != null) {
                classes.add(label);
            }
        }
        return List.copyOf(classes);
    }

    /** The image itself, of the kind that views are made of; null where it can't be read any more. */
    @Nullable
    Picture picture(int row) {
        if (places.get(row) < 0) {
            return null;
        }
        try {
            return source.decode(places.get(row), view, decode);
        } catch (IOException | UnreadableImageException e) {
            return null; // it could be read a moment ago
        }
    }

    /** A square of the middle of an image as people see it, RGB; grey where it can't be read any more. */
    Pixels thumbnail(int row, int side) {
        Picture picture = picture(row);
        return picture == null ? Thumbnails.grey(side) : Thumbnails.square(ViewSheet.visible(picture, view), side);
    }
}
