package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sheets of the demo. */
final class DemoPictures {
    private static final int COLUMNS = 10;
    private static final int ROWS = 6;
    private static final int SCALE = 2;
    private static final int WHITE = 0xFFFFFF;
    private static final int GAP = 2;

    private DemoPictures() {}

    /** Draws the first images, a column for each class. */
    static void images(ImageSource source, Path file) throws IOException {
        List<Pixels> images = read(source, Math.min(COLUMNS * ROWS, source.size()));
        int cell = images.get(0).width() * SCALE + GAP;
        int rows = (images.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * cell + GAP, rows * cell + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                int column = (x - GAP) / cell;
                int row = (y - GAP) / cell;
                int i = row * COLUMNS + column;
                int left = x - GAP - column * cell;
                int top = y - GAP - row * cell;
                boolean between = left < 0 || top < 0 || left >= cell - GAP || top >= cell - GAP;
                boolean white = between || column >= COLUMNS || i >= images.size();
                sheet.setRGB(x, y, white ? WHITE : rgb(images.get(i), left / SCALE, top / SCALE));
            }
        }
        PngFile.write(sheet, file);
    }

    /** Draws some images and what the method sees of each. */
    static void views(ImageSource source, Views views, long seed, Path file) throws IOException {
        PngFile.write(ViewSheet.of(read(source, Math.min(ROWS, source.size())), views, seed), file);
    }

    private static int rgb(Pixels image, int x, int y) {
        return image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
    }

    private static List<Pixels> read(ImageSource source, int count) throws IOException {
        List<Pixels> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                images.add(source.decode(i));
            } catch (UnreadableImageException e) {
                throw new IOException(source.name(i) + ": " + e.getMessage(), e);
            }
        }
        return images;
    }
}
