/**
 * One paper a class: {@link dev.selfsame.method.Byol}, {@link dev.selfsame.method.BarlowTwins}, {@link
 * dev.selfsame.method.SimClr}. {@link dev.selfsame.method.Methods} knows them by name; {@link
 * dev.selfsame.method.Recipe} is a method with everything else that a run needs, and {@code …Recipes} holds the published
 * ones, each value with its source.
 *
 * <p>Which to choose: SimCLR learns fastest in few epochs and wants large batches; BYOL needs no negatives and reaches
 * further in long runs; Barlow Twins is robust to small batches.
 *
 * <p>To add a method: a class that implements {@link dev.selfsame.method.Method} with a {@code Config} record, a line in
 * {@link dev.selfsame.method.Methods}, a recipe, and its contract test. Nothing else changes.
 */
@NullMarked
package dev.selfsame.method;

import org.jspecify.annotations.NullMarked;
