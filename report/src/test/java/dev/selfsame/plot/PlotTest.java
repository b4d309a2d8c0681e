package dev.selfsame.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {
    private static final Axis X = Axis.of("x");
    private static final Axis Y = Axis.of("y");
    private static final int BLUE = Palette.kind(0).getRGB();

    @TempDir
    Path folder;

    @Test
    void aFileIsAPngOfTwoPixelsAPoint() throws IOException {
        Path file = LinePlot.of("title", X, Y, List.of(rising("a"))).write(folder.resolve("new/line.png"));
        BufferedImage read = ImageIO.read(file.toFile());
        assertEquals(2 * Size.USUAL.width(), read.getWidth());
        assertEquals(2 * Size.USUAL.height(), read.getHeight());
        assertTrue(count(read, BLUE) > 500, "a line is drawn in the first colour");
        try (var files = Files.list(folder.resolve("new"))) {
            assertEquals(1, files.count(), "and nothing else is left there");
        }
    }

    @Test
    void aLineClimbsFromLeftToRight() {
        BufferedImage image = LinePlot.of("", X, Y, List.of(rising("a"))).image();
        int[] left = first(image, BLUE, true);
        int[] right = first(image, BLUE, false);
        assertTrue(left[0] < right[0] - image.getWidth() / 2, "it goes across the chart");
        assertTrue(left[1] > right[1] + image.getHeight() / 2, "and up");
    }

    @Test
    void aBandIsPaleAndLiesRoundItsLine() {
        Line line = rising("a");
        List<Double> low = line.y().stream().map(y -> y - 2).toList();
        List<Double> high = line.y().stream().map(y -> y + 2).toList();
        BufferedImage bare = LinePlot.of("", X, Y.within(-5, 25), List.of(line)).image();
        BufferedImage banded = LinePlot.of("", X, Y.within(-5, 25), List.of(line.withBand(low, high)))
                .image();
        int pale = banded.getRGB(banded.getWidth() / 2, 0);
        assertEquals(0xFFFFFFFF, pale, "the ground stays white");
        assertTrue(different(bare, banded) > 10_000, "the band covers something");
    }

    @Test
    void gapsAndNothingAtAllAreDrawnWithoutComplaint() {
        List<Double> x = List.of(0.0, 1.0, 2.0);
        LinePlot.of("", X, Y, List.of(Line.of("a", x, List.of(1.0, Double.NaN, 2.0))))
                .image();
        LinePlot.of("", X, Y, List.of(Line.of("a", x, Collections.nCopies(3, Double.NaN))))
                .image();
        LinePlot.of("", X, Y, List.of()).image();
        LinePlot.of("", X, Y, List.of(Line.of("a", List.of(1.0), List.of(1.0)))).image();
        ScatterPlot.of("", X, Y, List.of()).image();
        BarPlot.of("", X, List.of(Bar.of("a", Double.NaN))).image();
    }

    @Test
    void aBarTwiceAsLongHasTwiceTheColour() {
        Axis values = Axis.of("v").within(0, 10);
        double one = covered(BarPlot.of("", values, List.of(Bar.of("a", 3))).image());
        double two = covered(BarPlot.of("", values, List.of(Bar.of("a", 6))).image());
        assertEquals(2, two / one, 0.05);
    }

    @Test
    void eachNameStandsBesideItsBar() {
        for (int bars : new int[] {1, 2, 3, 5, 8, 13, 24}) {
            List<String> names = new ArrayList<>(Collections.nCopies(bars, "layer norm"));
            BufferedImage whole = named(names).image();
            for (int i = 0; i < bars; i++) {
                names.set(i, " ");
                List<Integer> rows = rowsThatDiffer(whole, named(names).image());
                names.set(i, "layer norm");
                assertFalse(rows.isEmpty(), "name " + i + " of " + bars);
                double middle = rows.stream().mapToInt(row -> row).average().orElseThrow() / whole.getHeight();
                double expected = (i + 0.5) / bars;
                assertTrue(Math.abs(middle - expected) < 0.6 / bars + 0.15, i + " of " + bars + " at " + middle);
            }
        }
    }

    @Test
    void namesStandBelowTheirPlacesToo() {
        List<String> names = List.of("16", "32", "64", "128", "256", "512");
        Axis named = Axis.named("batch", names);
        List<Double> places = IntStream.range(0, 6).mapToObj(i -> (double) i).toList();
        BufferedImage whole =
                LinePlot.of("", named, Y, List.of(Line.of("a", places, places))).image();
        for (int i = 0; i < 6; i++) {
            List<String> less = new ArrayList<>(names);
            less.set(i, " ");
            BufferedImage without = LinePlot.of("", Axis.named("batch", less), Y, List.of(Line.of("a", places, places)))
                    .image();
            assertTrue(different(whole, without) > 0, names.get(i));
        }
    }

    @Test
    void theFirstRowOfAHeatMapIsAtTheTop() {
        List<List<Double>> rows = List.of(List.of(1.0, 0.0), List.of(0.0, -1.0));
        BufferedImage image = HeatMap.of("", X, Y, rows, -1, 1).image();
        int warm = Palette.amount(1, true).getRGB();
        int cold = Palette.amount(0, true).getRGB();
        int[] high = middle(image, warm);
        int[] low = middle(image, cold);
        assertTrue(high[1] < low[1], "1 is in the first row: " + high[1] + " above " + low[1]);
        assertTrue(high[0] < low[0], "1 is in the first column: " + high[0] + " left of " + low[0]);
        assertEquals(0xFFFFFFFF, Palette.amount(0.5, true).getRGB(), "0 is white");
    }

    @Test
    void aFigureHoldsItsChartsUnchanged() {
        Plot plot = LinePlot.of("", X, Y, List.of(rising("a"))).withSize(new Size(300, 200));
        BufferedImage alone = plot.image();
        BufferedImage both = Figure.of("", 2, List.of(plot, plot, plot)).image();
        assertEquals(2 * alone.getWidth(), both.getWidth());
        assertEquals(2 * alone.getHeight(), both.getHeight());
        BufferedImage third = both.getSubimage(0, alone.getHeight(), alone.getWidth(), alone.getHeight());
        assertEquals(0, different(alone, third));
    }

    @Test
    void aFiguresLegendHasTheColoursOfTheLines() {
        Plot plot = LinePlot.of("", X, Y, List.of()).withoutLegend().withSize(new Size(400, 200));
        Figure bare = Figure.of("", 2, List.of(plot, plot));
        BufferedImage image = bare.withLegend(List.of("a", "b")).image();
        assertTrue(image.getHeight() > bare.image().getHeight());
        int[] first = first(image, BLUE, true);
        int[] second = first(image, Palette.kind(1).getRGB(), true);
        assertTrue(first[0] < second[0] && first[1] < 60, "a, then b, above the charts");
    }

    @Test
    void picturesStandInTheirRowsAndColumns() {
        BufferedImage red = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
        red.setRGB(0, 0, 0xFF0000);
        PictureGrid.Cell cell = new PictureGrid.Cell(red, false);
        PictureGrid.Cell marked = new PictureGrid.Cell(red, true);
        PictureGrid grid = new PictureGrid(
                "",
                List.of(
                        new PictureGrid.Group("one", List.of(List.of(cell), List.of(cell))),
                        new PictureGrid.Group("two", List.of(List.of(cell, cell), List.of(cell, marked)))),
                60);
        BufferedImage image = grid.image();
        int corners = count(image, 0xFFFF0000);
        assertTrue(corners >= 5 * 40 * 40 && corners <= 6 * 40 * 40, "six pictures, a corner of one under its frame");
        int[] frame = first(image, Palette.kind(2).getRGB(), true);
        assertTrue(
                frame[0] > image.getWidth() / 2 && frame[1] > image.getHeight() / 2, "the frame is at the lower right");
        assertMessage(
                "equally many rows",
                () -> new PictureGrid(
                        "",
                        List.of(
                                new PictureGrid.Group("one", List.of(List.of(cell))),
                                new PictureGrid.Group("two", List.of(List.of(cell), List.of(cell)))),
                        60));
    }

    @Test
    void wrongNumbersOfValuesAreRefused() {
        List<Double> two = List.of(1.0, 2.0);
        List<Double> one = List.of(1.0);
        assertMessage("1 places and 2 values", () -> Line.of("a", one, two));
        assertMessage("a band of 1 lower", () -> Line.of("a", two, two).withBand(one, one));
        assertMessage("1 places and 2 values", () -> new Points("a", one, two));
        assertMessage("from 2.0 to 1.0", () -> Bar.of("a", 1).withInterval(2, 1));
        assertMessage("one length", () -> HeatMap.of("", X, Y, List.of(one, two), 0, 1));
        assertMessage("from low to high", () -> HeatMap.of("", X, Y, List.of(one), 1, 1));
        assertMessage("100 to 4000", () -> new Size(5_000, 300));
        assertMessage("at least one bar", () -> BarPlot.of("", X, List.of()));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static BarPlot named(List<String> names) {
        return BarPlot.of(
                "",
                Axis.of("").within(0, 1),
                names.stream().map(name -> Bar.of(name, 0.5)).toList());
    }

    private static Line rising(String name) {
        List<Double> x = IntStream.range(0, 20).mapToObj(i -> (double) i).toList();
        return Line.of(name, x, x);
    }

    private static int count(BufferedImage image, int color) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return count;
    }

    /** The first pixel of a colour, from the left or from the right. */
    private static int[] first(BufferedImage image, int color, boolean fromLeft) {
        for (int i = 0; i < image.getWidth(); i++) {
            int x = fromLeft ? i : image.getWidth() - 1 - i;
            for (int y = 0; y < image.getHeight(); y++) {
                if (image.getRGB(x, y) == color) {
                    return new int[] {x, y};
                }
            }
        }
        throw new AssertionError("the colour is nowhere");
    }

    /** The middle of the pixels of a colour, those of the scale at the right left out. */
    private static int[] middle(BufferedImage image, int color) {
        long sumX = 0;
        long sumY = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth() * 3 / 4; x++) {
                if (image.getRGB(x, y) == color) {
                    sumX += x;
                    sumY += y;
                    count++;
                }
            }
        }
        assertTrue(count > 100, "the colour is there");
        return new int[] {(int) (sumX / count), (int) (sumY / count)};
    }

    /** Pixels that are bluer than red. */
    private static double covered(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                count += (rgb & 0xFF) - (rgb >> 16 & 0xFF) > 30 ? 1 : 0;
            }
        }
        return count;
    }

    private static int different(BufferedImage a, BufferedImage b) {
        int count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                count += a.getRGB(x, y) != b.getRGB(x, y) ? 1 : 0;
            }
        }
        return count;
    }

    private static List<Integer> rowsThatDiffer(BufferedImage a, BufferedImage b) {
        assertEquals(a.getHeight(), b.getHeight());
        List<Integer> rows = new ArrayList<>();
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth() / 2; x++) {
                if (a.getRGB(x, y) != b.getRGB(x, y)) {
                    rows.add(y);
                    break;
                }
            }
        }
        return rows;
    }
}
