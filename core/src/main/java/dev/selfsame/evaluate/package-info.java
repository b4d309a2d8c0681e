/**
 * How good an encoder is, from the features that it makes: tensors of one row an image.
 *
 * <p><b>With labels</b>, {@link dev.selfsame.evaluate.Labelled} features go to {@link dev.selfsame.evaluate.Knn}, which
 * trains nothing and is the first number to look at, or to {@link dev.selfsame.evaluate.LinearProbe}, which is what papers
 * report. <b>Without labels</b>, {@link dev.selfsame.evaluate.Collapse} says whether embeddings still differ (spread) and in
 * how many directions (effective rank), cheaply enough for every few training steps, and {@link
 * dev.selfsame.evaluate.Hypersphere} how close views of one image are and how evenly images cover the sphere.
 *
 * <p>Nothing here runs an encoder, and equal features give equal results. <b>To add a protocol</b>, take {@code
 * Labelled} features or tensors, and return a record whose JSON is the contract's.
 */
@NullMarked
package dev.selfsame.evaluate;

import org.jspecify.annotations.NullMarked;
