package dev.selfsame.view;

/**
 * Views of one kind among {@link MultiCropViews}.
 *
 * @param count how many, 0 to 64
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop
 * @param maxScale largest share
 * @param grid cells on a side of the grid beside a view, 0 for none
 */
public record Crops(int count, int size, double minScale, double maxScale, int grid) {
    private static final int MOST = 64;

    /** Checks the ranges. */
    public Crops {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("MultiCropViews: count must be 0 to " + MOST + ", got " + count);
        }
        Ranges.checkSize("MultiCropViews", "size", size);
        Ranges.checkRange("MultiCropViews", "scale", minScale, maxScale, 1);
        if (grid < 0 || grid > size) {
            throw new IllegalArgumentException(
                    "MultiCropViews: grid must be 0 to the view's size of " + size + ", got " + grid);
        }
    }

    Crops withCount(int value) {
        return new Crops(value, size, minScale, maxScale, grid);
    }

    Crops withSize(int side) {
        return new Crops(count, side, minScale, maxScale, Math.min(grid, side));
    }

    Crops withScale(double least, double most) {
        return new Crops(count, size, least, most, grid);
    }

    Crops withGrid(int cells) {
        return new Crops(count, size, minScale, maxScale, cells);
    }
}
