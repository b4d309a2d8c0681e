/** Curation: whether planted near-duplicates are found, and how long it takes on many rows. */
@NullMarked
package dev.selfsame.benchmarks.curate;

import org.jspecify.annotations.NullMarked;
