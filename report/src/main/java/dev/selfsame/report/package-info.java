/**
 * The report of a run: one self-contained page made from the files of a run directory.
 */
@NullMarked
package dev.selfsame.report;

import org.jspecify.annotations.NullMarked;
