/**
 * Which images to keep, look at or label, from their embeddings.
 *
 * <p>{@link dev.selfsame.curate.EmbeddedImages} are what everything starts from. {@link
 * dev.selfsame.curate.NearDuplicates} finds copies, by embeddings alone or verified by the {@link
 * dev.selfsame.curate.Thumbnails} of the images; {@link dev.selfsame.curate.Outliers} what is like nothing else; {@link
 * dev.selfsame.curate.KCenter} and {@link dev.selfsame.curate.TypicalSubset} choose few that stand for all; {@link
 * dev.selfsame.curate.Coverage} says what a collection lacks; {@link dev.selfsame.curate.LabelIssues} whose label is
 * doubtful; {@link dev.selfsame.curate.KMeans} makes clusters, and {@link dev.selfsame.curate.ClusterIndices} measures
 * them. What they choose are rows; {@link dev.selfsame.data.ImageList} writes them as a list that training takes.
 *
 * <p>All take rows as directions: L2-normalised, compared by cosine. All memory grows linearly with the number of rows,
 * and what is drawn at random depends on a seed only, not on threads.
 *
 * <p><b>To add a way to choose</b>, write a record of its settings with a method that takes {@code EmbeddedImages}; walk
 * pairs of rows by {@link dev.selfsame.curate.NeighbourGraph}, or in blocks as it does.
 */
@NullMarked
package dev.selfsame.curate;

import org.jspecify.annotations.NullMarked;
