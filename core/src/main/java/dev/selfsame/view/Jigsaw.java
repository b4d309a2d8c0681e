package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;

/**
 * The image as a puzzle (PIRL; Misra and van der Maaten 2020, arXiv:1912.01991, section 3.2): of each cell of a grid a tile
 * from a random place in it, changed by itself, and the tiles in random order, row by row, joined to one square of
 * {@code grid · tile} pixels. Any number of channels, unless {@code change} takes RGB only.
 *
 * @param grid cells on a side, at least 1; 3 in the paper
 * @param tile side of a tile in pixels; 64 in cells of 85 in the paper. The image must have a square of
 *     {@code grid · tile} pixels
 * @param change of each tile, which must keep its size
 */
public record Jigsaw(int grid, int tile, Transform change) implements Transform {
    /** Checks the sizes. */
    public Jigsaw {
        Ranges.checkSize("Jigsaw", "grid", grid);
        Ranges.checkSize("Jigsaw", "tile", tile);
        Ranges.checkSize("Jigsaw", "grid · tile", Math.multiplyExact(grid, tile));
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        int cellWidth = image.width() / grid;
        int cellHeight = image.height() / grid;
        if (cellWidth < tile || cellHeight < tile) {
            throw new IllegalArgumentException(
                    "Jigsaw: " + grid + " x " + grid + " tiles of " + tile + " pixels don't fit into " + image);
        }
        int[] order = draws.permutation(grid * grid);
        Pixels puzzle = Pixels.blank(grid * tile, grid * tile, image.channels());
        for (int cell = 0; cell < order.length; cell++) {
            int x = cell % grid * cellWidth + draws.below(cellWidth - tile + 1);
            int y = cell / grid * cellHeight + draws.below(cellHeight - tile + 1);
            Pixels seen = change.apply(Geometry.crop(image, x, y, tile, tile), draws);
            int place = order[cell];
            put(seen, puzzle, place % grid * tile, place / grid * tile);
        }
        return puzzle;
    }

    private void put(Pixels from, Pixels to, int x, int y) {
        if (from.width() != tile || from.height() != tile || from.channels() != to.channels()) {
            throw new IllegalStateException("Jigsaw: " + change + " changed a tile's size to " + from);
        }
        int row = tile * from.channels();
        for (int line = 0; line < tile; line++) {
            int target = ((y + line) * to.width() + x) * to.channels();
            System.arraycopy(from.data(), line * row, to.data(), target, row);
        }
    }
}
