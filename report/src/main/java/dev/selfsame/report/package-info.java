/**
 * The report of a run: one self-contained page made from the files of a run directory. {@link
 * dev.selfsame.report.Report} is the door; {@link dev.selfsame.report.Comparison} lays runs over each other, {@link
 * dev.selfsame.report.Verdict} says in words how a run went.
 *
 * <p>A page is a pure function of the directory and of the images that it is given ({@link
 * dev.selfsame.report.ReportImages}): {@code config.yaml} and {@code metrics.jsonl} have to be there, {@code
 * provenance.json} should; {@code snapshots/} (what was kept of a batch now and then), {@code views.png} (a sheet of views)
 * and {@code scores.json} (measures of several encoders) are shown if they are.
 *
 * <p>What a chart is and says is data ({@code Charts} of the metrics, {@code Spectra} and {@code Correlation} of the snapshots);
 * how it looks only {@code charts.js} knows, and {@code map.js} of maps. Pages that fill themselves take both by {@link
 * dev.selfsame.report.PageParts} and {@link dev.selfsame.report.Report#data}.
 *
 * <p>To add a curve, add it to {@code Charts}; what a line of the metrics holds is read in {@code Metrics}. To say why a
 * method collapses, see {@code LikelyCauses} of {@code train}.
 */
@NullMarked
package dev.selfsame.report;

import org.jspecify.annotations.NullMarked;
