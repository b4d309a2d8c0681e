package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Original;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementTest {
    @Test
    void cellsLieInTheMiddleOfTheirPartOfTheCrop() {
        Placement place = new Placement(10, 20, 30, 40, false, false, false);
        FloatBuffer grid = FloatBuffer.allocate(1 + 3 * 3 * 2);
        place.writeGrid(3, grid, 1);
        float y0 = 20 + 40 / 6f;
        assertArrayEquals(new float[] {0, 15, y0, 25, y0, 35, y0}, Arrays.copyOf(grid.array(), 7), 1e-5f);
        assertEquals(20 + 5 * 40 / 6f, grid.get(1 + 2 * 3 * 2 + 1), 1e-5f);
    }

    @Test
    void flippedViewsCountColumnsFromTheRight() {
        Placement place = new Placement(10, 20, 30, 40, true, false, false);
        Placement straight = new Placement(10, 20, 30, 40, false, false, false);
        assertEquals(35, place.middleX(0, 0, 3));
        assertEquals(15, place.middleX(0, 2, 3));
        assertEquals(straight.middleY(1, 3, 7), place.middleY(1, 3, 7));
    }

    @Test
    void viewsUpsideDownCountRowsFromTheBottom() {
        Placement place = new Placement(10, 20, 30, 40, false, true, false);
        assertEquals(20 + 5 * 40 / 6.0, place.middleY(0, 1, 3), 1e-12);
        assertEquals(20 + 40 / 6.0, place.middleY(2, 1, 3), 1e-12);
        assertEquals(15, place.middleX(0, 0, 3));
    }

    /** Counter-clockwise: what was at the right is at the top, what was at the top is at the left. */
    @Test
    void turnedViewsBeginAtTheTopRight() {
        Placement place = new Placement(10, 20, 30, 40, false, false, true);
        assertEquals(35, place.middleX(0, 0, 3));
        assertEquals(20 + 40 / 6.0, place.middleY(0, 0, 3), 1e-12);
        assertEquals(35, place.middleX(0, 2, 3));
        assertEquals(20 + 5 * 40 / 6.0, place.middleY(0, 2, 3), 1e-12);
        assertEquals(15, place.middleX(2, 0, 3));
    }

    /**
     * Erratum: Lightly steps from the crop's one edge to its other in side − 1 steps and adds half a cell, so that the last
     * middle lies half a cell beyond the crop.
     */
    @Test
    void noCellLiesBeyondTheCropAsLightlysLastOnesDo() {
        int side = 7;
        Placement place = new Placement(10, 20, 30, 40, false, false, false);
        for (int column = 0; column < side; column++) {
            double lightlys = 10 + 30.0 * column / (side - 1) + 30.0 / side / 2;
            double ours = place.middleX(3, column, side);
            assertTrue(ours > 10 && ours < 40, "ours " + ours);
            assertEquals(column == side - 1, lightlys > 40, "Lightly's " + lightlys);
            assertEquals(10 + (column + 0.5) * 30 / side, ours, 1e-12);
        }
    }

    /** An image whose samples say where they are: red is the column, green the row. */
    private static Pixels map(int width, int height) {
        Pixels image = Pixels.blank(width, height, 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.data()[(y * width + x) * 3] = (byte) x;
                image.data()[(y * width + x) * 3 + 1] = (byte) y;
            }
        }
        return image;
    }

    private static Draws draws(int index, int view) {
        return Draws.of(3, Stream.VIEWS, 1, index, view);
    }

    static List<Flips> flips() {
        return List.of(
                Flips.USUAL, new Flips(0, 0.5, 0), new Flips(0, 0, 0.5), new Flips(0.5, 0.5, 0.5), new Flips(1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("flips")
    void gridsSayWhatIsSeen(Flips flips) {
        MultiCropViews views = MultiCropViews.vicregl(42, 18)
                .withFlips(flips)
                .withBlur(0, 0, 0)
                .withSolarize(0, 0, 0)
                .withStrength(0)
                .withCounts(2, 2)
                .withScales(0.4, 0.3);
        Pixels image = map(200, 160);
        for (int i = 0; i < 50; i++) {
            for (int view = 0; view < views.count(); view++) {
                int side = views.grid(view);
                assertEquals(view < 2 ? 7 : 3, side);
                FloatBuffer grid = FloatBuffer.allocate(side * side * 2);
                views.renderGrid(image, view, draws(i, view), grid, 0);
                // Grayscale would hide the places; the crop and the flip are drawn before it.
                ContrastiveTransform made = views.transform(view);
                Pixels seen = new FlippedCrop(made.crop(), made.flips()).apply(image, draws(i, view));
                int cell = views.size(view) / side;
                for (int row = 0; row < side; row++) {
                    for (int column = 0; column < side; column++) {
                        double x = 0;
                        double y = 0;
                        for (int p = 0; p < cell * cell; p++) {
                            x += seen.sample(column * cell + p % cell, row * cell + p / cell, 0) + 0.5;
                            y += seen.sample(column * cell + p % cell, row * cell + p / cell, 1) + 0.5;
                        }
                        int at = (row * side + column) * 2;
                        assertEquals(x / cell / cell, grid.get(at), 2.5, "x of " + row + ", " + column);
                        assertEquals(y / cell / cell, grid.get(at + 1), 2.5, "y of " + row + ", " + column);
                    }
                }
            }
        }
    }

    /** However the image was decoded: here at an eighth, with the last pixels that are stored at the left and at the top. */
    @Test
    void gridsAndRegionsAreThoseOfTheWholeImage() {
        Pixels whole = Pixels.blank(1001, 603, 3);
        Pixels smaller = Pixels.blank(126, 76, 3).showing(new Original(1001, 603, 8, 7, 5));
        MultiCropViews crops = MultiCropViews.vicregl(14, 6);
        DetConViews regions = DetConViews.s(12, 5);
        for (int i = 0; i < 3000; i++) {
            int view = i % crops.count();
            int cells = crops.grid(view) * crops.grid(view) * 2;
            FloatBuffer expected = FloatBuffer.allocate(cells);
            FloatBuffer grid = FloatBuffer.allocate(cells);
            crops.renderGrid(whole, view, draws(i, view), expected, 0);
            crops.renderGrid(smaller, view, draws(i, view), grid, 0);
            assertArrayEquals(expected.array(), grid.array());
            IntBuffer expectedMap = IntBuffer.allocate(144);
            IntBuffer map = IntBuffer.allocate(144);
            regions.renderRegions(whole, i % 2, draws(i, i % 2), expectedMap, 0);
            regions.renderRegions(smaller, i % 2, draws(i, i % 2), map, 0);
            assertArrayEquals(expectedMap.array(), map.array());
        }
    }

    /** Which of the eight ways to lay a square are seen, by where the first two cells of the grid lie. */
    @Test
    void eachOfTheFlipsIsSeenInTheGrid() {
        MultiCropViews views = MultiCropViews.vicregl(42, 18);
        Pixels image = map(200, 160);
        int mirrored = 0;
        int upsideDown = 0;
        int turned = 0;
        for (int i = 0; i < 200; i++) {
            FloatBuffer grid = FloatBuffer.allocate(98);
            views.renderGrid(image, 0, draws(i, 0), grid, 0);
            mirrored += grid.get(0) > grid.get(2) ? 1 : 0;
            views.withFlips(new Flips(0, 0.5, 0)).renderGrid(image, 0, draws(i, 0), grid, 0);
            upsideDown += grid.get(1) > grid.get(97) ? 1 : 0;
            views.withFlips(new Flips(0, 0, 0.5)).renderGrid(image, 0, draws(i, 0), grid, 0);
            turned += grid.get(0) == grid.get(2) ? 1 : 0;
        }
        for (int count : List.of(mirrored, upsideDown, turned)) {
            assertTrue(count > 70 && count < 130, count + " of 200"); // four standard deviations
        }
    }

    @ParameterizedTest
    @MethodSource("flips")
    void regionsSayWhatIsSeen(Flips flips) {
        DetConViews views = DetConViews.s(40, 4).withFlips(flips);
        Pixels image = map(200, 160);
        Regions map = new Regions() {
            @Override
            public int count() {
                return 2;
            }

            @Override
            public Placement.Labels of(Picture picture) {
                return (x, y) -> x >= 100 ? 1 : 0;
            }
        };
        RegionViews own = new RegionViews(views, map);
        assertEquals(1, own.reduction(4000, 4000));
        assertTrue(DetConViews.s(40, 4).withMinScale(0.5).reduction(4000, 4000) > 1);
        assertEquals(40, own.regions(1));
        for (int i = 0; i < 30; i++) {
            int view = i % 2;
            IntBuffer grid = IntBuffer.allocate(1600);
            IntBuffer halves = IntBuffer.allocate(1600);
            views.renderRegions(image, view, draws(i, view), grid, 0);
            own.renderRegions(image, view, draws(i, view), halves, 0);
            ContrastiveTransform made = views.transform(view);
            Pixels seen = new FlippedCrop(made.crop(), made.flips()).apply(image, draws(i, view));
            int wrong = 0;
            for (int p = 0; p < 1600; p++) {
                int x = seen.sample(p % 40, p / 40, 0);
                int y = seen.sample(p % 40, p / 40, 1);
                wrong += grid.get(p) == y * 4 / 160 * 4 + x * 4 / 200 ? 0 : 1;
                wrong += halves.get(p) == (x >= 100 ? 1 : 0) ? 0 : 1;
            }
            assertTrue(wrong < 160, wrong + " cells are off, more than those at edges");
        }
    }

    @Test
    void aGridOfRegionsCountsThemRowByRow() {
        Placement.Labels labels = Regions.grid(2, 3).of(map(30, 20));
        assertEquals(6, Regions.grid(2, 3).count());
        assertEquals(0, labels.at(0, 0));
        assertEquals(2, labels.at(29, 9));
        assertEquals(3, labels.at(9, 10));
        assertEquals(5, labels.at(20, 19));
        assertThrows(IllegalArgumentException.class, () -> Regions.grid(0, 3));
    }

    @Test
    void viewsWithoutGridsSaySo() {
        Pixels image = map(9, 9);
        assertEquals(0, SimClrViews.of(8).grid(0));
        assertEquals(0, SimClrViews.of(8).regions(0));
        assertThrows(UnsupportedOperationException.class, () -> SimClrViews.of(8)
                .renderGrid(image, 0, draws(0, 0), FloatBuffer.allocate(1), 0));
        assertThrows(UnsupportedOperationException.class, () -> SimClrViews.of(8)
                .renderRegions(image, 0, draws(0, 0), IntBuffer.allocate(1), 0));
    }
}
