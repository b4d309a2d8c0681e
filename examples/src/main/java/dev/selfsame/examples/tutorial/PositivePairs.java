package dev.selfsame.examples.tutorial;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Pixels;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Chapter 1: images and the two views of each, which are a positive pair. */
public final class PositivePairs {
    private PositivePairs() {}

    /** Draws {@code pairs.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 5);
    }

    static void draw(Path figures, int count) throws Exception {
        Views views = Learning.views();
        List<Pixels> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(DemoImages.train().decode(i));
        }
        long seed = 1;
        ImageIO.write(
                ViewSheet.of(images, views, seed),
                "png",
                figures.resolve("pairs.png").toFile());
    }
}
