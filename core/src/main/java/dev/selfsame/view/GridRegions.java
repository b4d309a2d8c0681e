package dev.selfsame.view;

import dev.selfsame.image.Original;
import dev.selfsame.image.Picture;

/** A grid of equal rectangles as regions. */
record GridRegions(int rows, int columns) implements Regions {
    GridRegions {
        Ranges.checkSize("Regions", "rows", rows);
        Ranges.checkSize("Regions", "columns", columns);
    }

    @Override
    public int count() {
        return rows * columns;
    }

    @Override
    public Placement.Labels of(Picture image) {
        Original original = image.original();
        long width = original.width();
        long height = original.height();
        return (x, y) -> (int) (y * (long) rows / height) * columns + (int) (x * (long) columns / width);
    }
}
