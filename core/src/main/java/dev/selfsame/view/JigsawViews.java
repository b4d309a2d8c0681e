package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * PIRL's views (Misra and van der Maaten 2020, arXiv:1912.01991, section 3.2): view 0 is a crop of the image, view 1 another
 * crop as a puzzle, {@link Jigsaw}, of tiles each with its own flips, jitter and grayscale. A method takes the
 * puzzle apart: its tiles lie in random order, so any order is as good.
 *
 * @param size side of view 0 in pixels; 224
 * @param minScale smallest share of the image's area in a crop; 0.08 by default
 * @param strength of the colour jitter; 1 by default, 0.4 in everything
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param grid tiles on a side of view 1; 3
 * @param tile side of a tile in pixels; 64
 * @param cell side of the cell that a tile is cut from, at least {@code tile}; 85
 * @param flips of each tile: left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record JigsawViews(
        int size,
        double minScale,
        double strength,
        double grayscale,
        int grid,
        int tile,
        int cell,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    private static final Jitter JITTER = new Jitter(0.4, 0.4, 0.4, 0.4, 0.8);

    /** Checks the ranges. */
    public JigsawViews {
        Ranges.checkSize("JigsawViews", "size", size);
        Ranges.checkRange("JigsawViews", "minScale", minScale, 1, 1);
        Ranges.checkStrength("JigsawViews", "strength", strength);
        JITTER.transform(strength, colour);
        Ranges.checkProbability("JigsawViews: grayscale", grayscale);
        new Jigsaw(grid, tile, Sequence.of());
        Ranges.checkSize("JigsawViews", "grid · cell", Math.multiplyExact(grid, cell));
        if (cell < tile) {
            throw new IllegalArgumentException(
                    "JigsawViews: cell must be at least the tile of " + tile + ", got " + cell);
        }
    }

    /** The paper's sizes: 224 pixels, 3 × 3 tiles of 64 from cells of 85. */
    public static JigsawViews of() {
        return new JigsawViews(224, 0.08, 1, 0.2, 3, 64, 85, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT);
    }

    /** These views with tiles flipped and turned by other probabilities. */
    public JigsawViews withFlips(Flips value) {
        return new JigsawViews(size, minScale, strength, grayscale, grid, tile, cell, value, interpolation, colour);
    }

    @Override
    public int count() {
        return 2;
    }

    @Override
    public int size(int view) {
        return Objects.checkIndex(view, 2) == 0 ? size : grid * tile;
    }

    @Override
    public Transform transform(int view) {
        if (Objects.checkIndex(view, 2) == 0) {
            return RandomResizedCrop.of(size, minScale, interpolation);
        }
        Transform change = Sequence.of(flips, JITTER.transform(strength, colour), new RandomGrayscale(grayscale));
        return Sequence.of(RandomResizedCrop.of(grid * cell, minScale, interpolation), new Jigsaw(grid, tile, change));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
