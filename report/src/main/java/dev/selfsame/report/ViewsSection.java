package dev.selfsame.report;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.awt.image.BufferedImage;
import java.util.Base64;

/** A sheet of images with their views. */
final class ViewsSection {
    private static final int IMAGES = 8;
    private static final int MOST_WIDTH = 1_600;
    private static final int MOST_BYTES = 800_000;

    private ViewsSection() {}

    /** Of a file {@code views.png} in Base64, as it is if it is small. */
    static String of(String base64) {
        if (base64.length() <= MOST_BYTES) {
            return section("data:image/png;base64," + base64);
        }
        try {
            return section(ImageDecoder.decode(Base64.getDecoder().decode(base64), DecodeOptions.DEFAULT));
        } catch (UnreadableImageException e) {
            return "<p class=\"note\">views.png can't be read: " + Markup.escape(String.valueOf(e.getMessage()))
                    + "</p>";
        }
    }

    /** Drawn of the first images of a sample; empty where none can be read any more. */
    static String of(SampledImages sample, Views views, long seed) {
        ViewSheet sheet = new ViewSheet(IMAGES, views, seed);
        for (int row : ReportImages.draw(sample.size(), IMAGES)) {
            Picture picture = sample.picture(row);
            if (picture != null) {
                sheet.add(picture);
            }
        }
        return sheet.rows() == 0 ? "" : section(pixels(sheet.image()));
    }

    private static String section(Pixels sheet) {
        int height = Math.max(1, (int) ((long) sheet.height() * MOST_WIDTH / sheet.width()));
        Pixels small = sheet.width() <= MOST_WIDTH
                ? sheet
                : Resampling.resize(sheet, MOST_WIDTH, height, Interpolation.BILINEAR);
        return section(Thumbnails.address(small, MOST_BYTES));
    }

    private static String section(String address) {
        return "<section aria-labelledby=\"views-title\"><h2 id=\"views-title\">Images and their views</h2>"
                + "<p>Left the image, then what the network was shown of it. It learns to give the views of one image"
                + " the same embedding.</p><img class=\"views\" alt=\"Images, a row each, and their views\" src=\""
                + address
                + "\"></section>";
    }

    private static Pixels pixels(BufferedImage sheet) {
        Pixels pixels = Pixels.blank(sheet.getWidth(), sheet.getHeight(), 3);
        int[] row = new int[sheet.getWidth()];
        for (int y = 0; y < sheet.getHeight(); y++) {
            sheet.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int at = (y * row.length + x) * 3;
                pixels.data()[at] = (byte) (row[x] >> 16);
                pixels.data()[at + 1] = (byte) (row[x] >> 8);
                pixels.data()[at + 2] = (byte) row[x];
            }
        }
        return pixels;
    }
}
