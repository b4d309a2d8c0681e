package dev.selfsame.view;

import dev.selfsame.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Which tokens of an image a masked method hides. Tokens are numbered from 0: first the class token and registers, which
 * stay, then the patches row by row.
 */
public final class TokenMasks {
    private TokenMasks() {}

    /**
     * Tokens that stay and tokens that are hidden, each in the order in which they were drawn.
     *
     * @param kept numbers of the tokens that stay
     * @param hidden numbers of the others
     */
    public record Split(List<Integer> kept, List<Integer> hidden) {
        /** Keeps copies. */
        public Split {
            kept = List.copyOf(kept);
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * Patches anywhere (He et al. 2022, arXiv:2111.06377, section 3): those with the smallest numbers stay.
     *
     * @param tokens of the image, all of them
     * @param ratio share of the patches that is hidden, 0 to 1; 0.75 in the paper
     * @param prefix tokens before the patches, which stay
     * @param noise a number for every token, those before the patches included
     */
    public static Split random(int tokens, double ratio, int prefix, DoubleSupplier noise) {
        Ranges.checkProbability("TokenMasks: ratio", ratio);
        if (prefix < 0 || tokens < prefix) {
            throw new IllegalArgumentException(
                    "TokenMasks: prefix must be 0 to the number of tokens " + tokens + ", got " + prefix);
        }
        int patches = tokens - prefix;
        List<Integer> order = order(tokens, prefix, noise);
        int keep = prefix + (int) (patches * (1 - ratio));
        return new Split(order.subList(0, keep), order.subList(keep, tokens));
    }

    /**
     * Whole squares of patches, so that what is hidden can't be guessed from next to it.
     *
     * @param side patches on a side of the image
     * @param ratio share of the squares that is hidden, 0 to 1
     * @param cell patches on a side of a square; it divides {@code side}
     * @param prefix tokens before the patches, which stay
     * @param noise a number for every square, row by row
     */
    public static Split grid(int side, double ratio, int cell, int prefix, DoubleSupplier noise) {
        Ranges.checkProbability("TokenMasks: ratio", ratio);
        if (cell < 1 || side < 1 || side % cell != 0 || prefix < 0) {
            throw new IllegalArgumentException("TokenMasks: cell must divide the side of " + side
                    + " patches, and prefix be at least 0, got " + cell + " and " + prefix);
        }
        int cells = side / cell;
        List<Integer> order = order(cells * cells, 0, noise);
        int keep = (int) (order.size() * (1 - ratio));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < prefix; i++) {
            kept.add(i);
        }
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            square(order.get(i), cells, cell, prefix, i < keep ? kept : hidden);
        }
        return new Split(kept, hidden);
    }

    private static void square(int which, int cells, int cell, int prefix, List<Integer> into) {
        int side = cells * cell;
        for (int row = 0; row < cell; row++) {
            for (int column = 0; column < cell; column++) {
                into.add(prefix + (which / cells * cell + row) * side + which % cells * cell + column);
            }
        }
    }

    /** Numbers of things by rising noise; those of the prefix, whose noise is drawn too, first. */
    private static List<Integer> order(int count, int prefix, DoubleSupplier noise) {
        double[] drawn = new double[count];
        Integer[] order = new Integer[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = noise.getAsDouble();
            order[i] = i;
        }
        Arrays.fill(drawn, 0, prefix, Double.NEGATIVE_INFINITY);
        Arrays.sort(order, (a, b) -> Double.compare(drawn[a], drawn[b]));
        return List.of(order);
    }

    /**
     * What the rectangles of blocks are like.
     *
     * @param least patches of a rectangle, at least 1; fewer where no more may be hidden
     * @param aspect smallest height over width, above 0 to 1; the largest is its inverse
     * @param tries how often in a row a rectangle may fail to fit before the mask stays as it is, at least 1
     */
    public record Rectangles(int least, double aspect, int tries) {
        /** BEiT's: of 4 patches at least, an aspect between 0.3 and its inverse, ten tries. */
        public static final Rectangles BEIT = new Rectangles(4, 0.3, 10);

        /** Checks the ranges. */
        public Rectangles {
            if (least < 1 || tries < 1 || !(aspect > 0 && aspect <= 1)) {
                throw new IllegalArgumentException(
                        "TokenMasks: rectangles want at least 1 patch, an aspect above 0 to 1"
                                + " and at least 1 try, got " + least + ", " + aspect + " and " + tries);
            }
        }
    }

    /** Blocks of rectangles as BEiT has them. */
    public static boolean[] blocks(int height, int width, int most, Draws draws) {
        return blocks(height, width, most, Rectangles.BEIT, draws);
    }

    /**
     * Blocks (Bao et al. 2022, arXiv:2106.08254, algorithm 1): rectangles are added until so many patches are hidden or
     * several tries in a row add none.
     *
     * @param height patches from top to bottom
     * @param width patches from left to right
     * @param most patches to hide at most
     * @return whether each is hidden, row by row
     */
    public static boolean[] blocks(int height, int width, int most, Rectangles rectangles, Draws draws) {
        if (height < 1 || width < 1 || most < 0 || most > height * width) {
            throw new IllegalArgumentException(
                    "TokenMasks: of " + height + " by " + width + " patches can't be hidden " + most);
        }
        boolean[] hidden = new boolean[height * width];
        int count = 0;
        while (count < most) {
            int added = 0;
            for (int attempt = 0; attempt < rectangles.tries() && added == 0; attempt++) {
                added = add(hidden, height, width, most - count, rectangles, draws);
            }
            if (added == 0) {
                break;
            }
            count += added;
        }
        return hidden;
    }

    /** Adds a rectangle if it fits and hides something, but no more than allowed; gives how many patches it adds. */
    private static int add(boolean[] hidden, int height, int width, int most, Rectangles rectangles, Draws draws) {
        double least = rectangles.least();
        double area = Math.min(least, most) + Math.abs(most - least) * draws.uniform();
        double flattest = rectangles.aspect();
        double aspect = StrictMath.exp(draws.uniform(StrictMath.log(flattest), StrictMath.log(1 / flattest)));
        int high = (int) Math.rint(Math.sqrt(area * aspect));
        int wide = (int) Math.rint(Math.sqrt(area / aspect));
        if (high >= height || wide >= width) {
            return 0;
        }
        int top = draws.below(height - high + 1);
        int left = draws.below(width - wide + 1);
        int added = 0;
        for (int i = 0; i < high * wide; i++) {
            added += hidden[(top + i / wide) * width + left + i % wide] ? 0 : 1;
        }
        if (added > most) {
            return 0;
        }
        for (int i = 0; i < high * wide; i++) {
            hidden[(top + i / wide) * width + left + i % wide] = true;
        }
        return added;
    }

    /** Blocks for a batch of rectangles as BEiT has them. */
    public static boolean[][] blocks(
            int images, int height, int width, double share, double least, double most, Draws draws) {
        return blocks(images, height, width, share, least, most, Rectangles.BEIT, draws);
    }

    /**
     * Blocks for a batch (Oquab et al. 2024, arXiv:2304.07193): some images get one, and how much of each is hidden rises
     * evenly over these.
     *
     * @param images in the batch
     * @param height patches from top to bottom
     * @param width patches from left to right
     * @param share of the images that get a mask, 0 to 1; 0.5
     * @param least smallest share of an image's patches, 0 to 1; 0.1
     * @param most largest share, at least {@code least}; 0.5
     * @return for each image whether each patch is hidden, row by row
     */
    public static boolean[][] blocks(
            int images,
            int height,
            int width,
            double share,
            double least,
            double most,
            Rectangles rectangles,
            Draws draws) {
        Ranges.checkProbability("TokenMasks: share", share);
        Ranges.checkRange("TokenMasks", "ratio", least, most, 1);
        boolean[][] masks = new boolean[images][height * width];
        int masked = (int) (images * share);
        int[] places = draws.permutation(images);
        for (int i = 0; i < masked; i++) {
            double low = least + (most - least) * i / masked;
            double high = least + (most - least) * (i + 1) / masked;
            int count = (int) (height * width * draws.uniform(low, high));
            masks[places[i]] = blocks(height, width, count, rectangles, draws);
        }
        return masks;
    }
}
