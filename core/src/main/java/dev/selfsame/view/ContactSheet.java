package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of groups of images, to be looked at: from left to right as many groups as have room, then below, each image
 * under its caption. Small images are enlarged by whole factors, large ones shrunk; a grey square stands for one that isn't
 * there.
 */
public final class ContactSheet {
    /** Groups of a sheet, for a picture of at most 200 megapixels. */
    public static final int MOST_GROUPS = 1000;

    /** Images of a group. */
    public static final int MOST_IMAGES = 12;

    private static final int CELL = 128;
    private static final int GAP = 6;
    private static final int BETWEEN = 24;
    private static final int LINE = Lettering.HEIGHT + GAP;
    private static final int WIDTH = MOST_IMAGES * (CELL + GAP) + GAP + 3 * BETWEEN;
    private static final int HEIGHT = LINE + CELL + 2 * GAP;
    private static final int GREY = 0xD0D0D0;

    private ContactSheet() {}

    /**
     * An image of a sheet.
     *
     * @param image of any size, RGB, made small by {@link #small}; null where it isn't there
     * @param caption capitals, digits and the signs {@code . + -}; what does not fit is not written
     */
    public record Entry(@Nullable Pixels image, String caption) {}

    /** Where a group begins. */
    private record Place(int left, int top) {}

    /** An image as small as a sheet shows it. */
    public static Pixels small(Pixels image) {
        return ViewSheet.shrink(image, CELL);
    }

    /**
     * Draws a sheet.
     *
     * @param groups 1 to {@link #MOST_GROUPS}, of 1 to {@link #MOST_IMAGES} images each
     */
    public static BufferedImage of(List<List<Entry>> groups) {
        if (groups.isEmpty() || groups.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("a sheet has 1 to " + MOST_GROUPS + " groups, got " + groups.size());
        }
        List<Place> places = new ArrayList<>();
        int left = GAP;
        int top = GAP;
        for (List<Entry> group : groups) {
            if (group.isEmpty() || group.size() > MOST_IMAGES) {
                throw new IllegalArgumentException("a group has 1 to " + MOST_IMAGES + " images, got " + group.size());
            }
            if (left > GAP && left + group.size() * (CELL + GAP) > WIDTH) {
                left = GAP;
                top += HEIGHT;
            }
            places.add(new Place(left, top));
            left += group.size() * (CELL + GAP) + BETWEEN;
        }
        BufferedImage sheet = ViewSheet.blank(WIDTH, top + HEIGHT);
        for (int i = 0; i < groups.size(); i++) {
            draw(groups.get(i), sheet, places.get(i));
        }
        return sheet;
    }

    private static void draw(List<Entry> group, BufferedImage sheet, Place place) {
        for (int i = 0; i < group.size(); i++) {
            Entry entry = group.get(i);
            int left = place.left + i * (CELL + GAP);
            String caption = entry.caption();
            int fits = Math.min(caption.length(), CELL / Lettering.ADVANCE);
            Lettering.write(caption.substring(0, fits), sheet, left, place.top, CELL);
            if (entry.image() != null) {
                ViewSheet.draw(ViewSheet.fit(entry.image(), CELL), sheet, left, place.top + LINE, CELL);
            } else {
                fill(sheet, left, place.top + LINE);
            }
        }
    }

    private static void fill(BufferedImage sheet, int left, int top) {
        for (int y = 0; y < CELL; y++) {
            for (int x = 0; x < CELL; x++) {
                sheet.setRGB(left + x, top + y, GREY);
            }
        }
    }
}
