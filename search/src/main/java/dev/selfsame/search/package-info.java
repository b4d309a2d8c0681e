/**
 * Finds the images whose embeddings are nearest to one.
 *
 * <p>{@link dev.selfsame.search.EmbeddingIndex} is a directory built of a file of embeddings: below 50,000 rows it
 * compares with each, above it follows a graph of neighbours ({@link dev.selfsame.search.IndexConfig} moves that). It
 * knows the encoder that made the embeddings and refuses the others'.
 *
 * <p>Lucene holds vectors, graph and names. {@link dev.selfsame.search.ExactFormat} and {@link
 * dev.selfsame.search.GraphFormat} are its own formats with more dimensions, which it finds by {@code META-INF/services}.
 */
@NullMarked
package dev.selfsame.search;

import org.jspecify.annotations.NullMarked;
