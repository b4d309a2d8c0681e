package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.train.ImageSides;
import dev.selfsame.train.RunException;
import dev.selfsame.view.Views;
import java.util.Arrays;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** What is said about images that are smaller than the views that are made of them. */
final class EnlargedImages {
    private static final int STEP = 32;

    private EnlargedImages() {}

    /** Looks at some of the images, and says how many of them are smaller than the largest view, where any is. */
    static void say(CommandLine command, ImageSource images, Views views, DecodeOptions decode) {
        int size = IntStream.range(0, views.count()).map(views::size).max().orElse(0);
        int[] sides;
        try {
            sides = ImageSides.shorter(
                    images, views.normalize().isAsIs() ? views.normalize().channels() : 0, decode);
        } catch (RunException e) { // none can be read, which the run will say
            return;
        }
        long smaller = Arrays.stream(sides).filter(side -> side < size).count();
        if (smaller > 0) {
            int fitting = sides[0] / STEP * STEP;
            Errors.say(
                    command,
                    smaller + " of the " + sides.length + " images looked at " + (smaller == 1 ? "is" : "are")
                            + " smaller than the views of " + size + " pixels, and enlarged for them"
                            + (fitting > 0 ? "; with --image-size " + fitting + " none would be" : ""));
        }
    }
}
