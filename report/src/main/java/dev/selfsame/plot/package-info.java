/**
 * Charts as PNG files, drawn without a display by XChart in one quiet style: {@link dev.selfsame.plot.LinePlot} for what
 * changes over steps, {@link dev.selfsame.plot.BarPlot} for what is compared, {@link dev.selfsame.plot.ScatterPlot} for
 * points in a plane, {@link dev.selfsame.plot.HeatMap} for matrices, {@link dev.selfsame.plot.PictureGrid} for images, and {@link dev.selfsame.plot.Figure} for several side
 * by side. Records go in, a file comes out.
 *
 * <pre>{@code
 * Line loss = Line.of("BYOL", steps, losses).withBand(low, high);
 * LinePlot.of("Loss", Axis.of("step"), Axis.of("loss"), List.of(loss)).write(Path.of("loss.png"));
 * }</pre>
 *
 * <p>Colours are those of Okabe and Ito, which people with any kind of colour blindness tell apart; letters are Java's own
 * sans serif. A system needs some font for that: on Linux, fontconfig and one package of fonts. Pixels differ from system to
 * system with the font.
 */
@NullMarked
package dev.selfsame.plot;

import org.jspecify.annotations.NullMarked;
