package dev.selfsame.plot;

import dev.selfsame.data.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A chart. Any number of threads may draw at once. */
public sealed interface Plot permits LinePlot, BarPlot, ScatterPlot, HeatMap, PictureGrid, Figure {
    /** Pixels along each side of a point: pictures stay sharp on fine screens. */
    int SCALE = 2;

    /** How large it is, in points. */
    Size size();

    /**
     * Draws it: {@link #SCALE} pixels a point, on white.
     *
     * @throws PlotException if this system has no font
     */
    BufferedImage image();

    /**
     * Writes it as a PNG, over an earlier one.
     *
     * @return the file
     * @throws IOException if the file can't be written
     * @throws PlotException if this system has no font
     */
    default Path write(Path file) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream encoded = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image(), "png", encoded);
        }
        try (AtomicFile whole = AtomicFile.create(file)) {
            whole.stream().write(png.toByteArray());
            whole.commit();
        }
        return file;
    }
}
