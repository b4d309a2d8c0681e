package dev.selfsame.report;

import dev.selfsame.report.Snapshots.Snapshot;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The cross-correlation of the embeddings of two views. Of more dimensions than {@link #MOST} the first are drawn, as no
 * dimension is before another; the numbers are of all that the run kept.
 *
 * @param step of the run
 * @param dimensions d of the matrix [d, d]
 * @param drawn its rows and columns that are drawn
 * @param diagonal mean of its diagonal, -1 to 1
 * @param offDiagonal root of the mean square of the other entries
 */
record Correlation(long step, int dimensions, List<List<Double>> drawn, double diagonal, double offDiagonal) {
    /** Dimensions drawn at most. */
    static final int MOST = 192;

    /** From -1 to 1, ever lighter, so that the sign is seen without colour too; grey is 0. */
    private static final int[] SCALE = {0x0B1F4B, 0x2C5A9E, 0x858B94, 0xEBA65B, 0xFFF4DC};

    /** The first, the middle and the last of the snapshots that have a matrix, and those that can't be read as text. */
    record Series(List<Correlation> maps, List<String> unreadable) {}

    static Series of(Snapshots snapshots) {
        List<Snapshot> all =
                snapshots.all().stream().filter(Snapshot::hasCorrelation).toList();
        List<Correlation> maps = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Snapshot snapshot : Snapshots.some(all, 3)) {
            try {
                maps.add(of(snapshot.step(), snapshot.correlation()));
            } catch (IOException e) {
                unreadable.add(snapshot.file().getFileName() + ": " + e.getMessage());
            }
        }
        return new Series(maps, unreadable);
    }

    /**
     * Draws a matrix.
     *
     * @param matrix [d, d], row by row, -1 to 1
     */
    static Correlation of(long step, float[] matrix) {
        int d = (int) Math.round(Math.sqrt(matrix.length));
        double diagonal = 0;
        double rest = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double value = matrix[i * d + j];
                diagonal += i == j ? value / d : 0;
                rest += i == j ? 0 : value * value;
            }
        }
        double off = d == 1 ? 0 : Math.sqrt(rest / ((double) d * (d - 1)));
        List<List<Double>> drawn = new ArrayList<>();
        for (int i = 0; i < Math.min(d, MOST); i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < Math.min(d, MOST); j++) {
                row.add((double) matrix[i * d + j]);
            }
            drawn.add(row);
        }
        return new Correlation(step, d, drawn, diagonal, off);
    }

    /** When it was, such as {@code Step 1,000}. */
    String title() {
        return String.format(Locale.ROOT, "Step %,d", step);
    }

    /** What there is to see, in a line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "mean of the diagonal %.2f (ideal 1), root mean square off it %.2f (ideal 0)",
                diagonal,
                offDiagonal);
    }

    /** The address of a picture, which holds it as PNG: a pixel an entry. */
    String address() {
        int side = drawn.size();
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_INDEXED, colours());
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = drawn.get(y).get(x);
                double share = Double.isNaN(value) ? 0.5 : Math.max(0, Math.min(1, (value + 1) / 2));
                picture.getRaster().setSample(x, y, 0, (int) Math.round(255 * share));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream encoded = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(picture, "png", encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it goes into memory
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private static IndexColorModel colours() {
        int[] colours = new int[256];
        for (int i = 0; i < colours.length; i++) {
            double at = i * (SCALE.length - 1) / 255.0;
            int below = Math.min(SCALE.length - 2, (int) at);
            colours[i] = between(SCALE[below], SCALE[below + 1], at - below);
        }
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    private static int between(int from, int to, double share) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = from >> shift & 0xFF;
            int high = to >> shift & 0xFF;
            colour |= (int) Math.round(low + share * (high - low)) << shift;
        }
        return colour;
    }
}
