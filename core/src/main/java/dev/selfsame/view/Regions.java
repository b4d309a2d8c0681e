package dev.selfsame.view;

import dev.selfsame.image.Picture;

/** How images are taken apart into regions, for methods that compare region by region, as DetCon does. */
public interface Regions {
    /** How many regions there may be in an image, at least 1; they are numbered from 0. */
    int count();

    /**
     * The regions of an image's pixels, asked for by their places in {@link Picture#original}. A pure function: it is called
     * for each view, on any thread.
     */
    Placement.Labels of(Picture image);

    /**
     * A grid of equal rectangles, row by row: 0 to {@code columns - 1} along the top.
     *
     * @param rows at least 1
     * @param columns at least 1
     */
    static Regions grid(int rows, int columns) {
        return new GridRegions(rows, columns);
    }
}
