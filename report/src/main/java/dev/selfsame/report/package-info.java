/**
 * The report of a run: one self-contained page made from the files of a run directory. {@link
 * dev.selfsame.report.Report} is the door; {@link dev.selfsame.report.Verdict} says in words how the run went.
 *
 * <p>A page is a pure function of the directory: {@code config.yaml} and {@code metrics.jsonl} have to be there, {@code
 * provenance.json} should; {@code views.png} (a sheet of views) and {@code scores.json} (measures of several encoders) are
 * shown if they are.
 *
 * <p>To add a curve, add it to {@code Charts}; what a line of the metrics holds is read in {@code Metrics}.
 */
@NullMarked
package dev.selfsame.report;

import org.jspecify.annotations.NullMarked;
