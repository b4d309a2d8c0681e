/**
 * How good an encoder is. Numbers of different protocols are not to be compared: each result names its own, and the
 * settings that matter.
 *
 * <p><b>With labels, from features</b>: {@link dev.selfsame.evaluate.Labelled} tensors of one row an image go to {@link
 * dev.selfsame.evaluate.Knn}, which trains nothing and is the first number to look at; to {@link
 * dev.selfsame.evaluate.LogisticRegression}, the linear probe without learning rate and epochs; to {@link
 * dev.selfsame.evaluate.LinearProbe}, which is what papers report; to {@link dev.selfsame.evaluate.FewShot} and {@link
 * dev.selfsame.evaluate.Retrieval}. <b>From images</b>, {@link dev.selfsame.evaluate.ImageProbe} trains the linear layer on
 * crops, as papers do, and {@link dev.selfsame.evaluate.Finetune} the whole network, or a fresh one to compare with; both
 * go on from a {@link dev.selfsame.evaluate.ClassifierCheckpoint}. What classifies gives {@link dev.selfsame.evaluate.Predictions}: top-1 with its interval ({@link dev.selfsame.evaluate.Bootstrap})
 * and the {@link dev.selfsame.evaluate.Confusion} of classes.
 *
 * <p><b>Without labels</b>, {@link dev.selfsame.evaluate.Collapse} says whether embeddings still differ (spread) and in how
 * many directions (effective rank), cheaply enough for every few training steps, {@link dev.selfsame.evaluate.Hypersphere}
 * how close views of one image are and how evenly images cover the sphere, {@link dev.selfsame.evaluate.CrossCorrelation}
 * how much dimensions repeat each other, and {@link dev.selfsame.evaluate.Lidar} in how many directions images differ more
 * than their views.
 *
 * <p>Equal features give equal results. <b>To add a protocol</b>, take {@code Labelled} features or tensors, and return a
 * record whose JSON is the contract's; one that classifies is {@link dev.selfsame.evaluate.Classified}.
 */
@NullMarked
package dev.selfsame.evaluate;

import org.jspecify.annotations.NullMarked;
