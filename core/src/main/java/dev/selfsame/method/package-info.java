/**
 * One paper a class: {@link dev.selfsame.method.Byol}, {@link dev.selfsame.method.BarlowTwins}, {@link
 * dev.selfsame.method.SimClr}. {@link dev.selfsame.method.Methods} knows them by name; {@link
 * dev.selfsame.method.Recipe} is a method with everything else that a run needs, and {@code …Recipes} holds the published
 * ones, each value with its source.
 *
 * <p>Which to choose: SimCLR came furthest in few epochs ({@code docs/results.md}); its paper shows that it wants large
 * batches (figure 9). BYOL needs no negatives, Barlow Twins no target network either; their papers show them to lose less
 * where the batch is small (figures 3a and 2).
 *
 * <p>To add a method: a class that implements {@link dev.selfsame.method.Method} with a {@code Config} record, a line in
 * {@link dev.selfsame.method.Methods}, a recipe, and its contract test. Nothing else changes. A program adds one of its own
 * by {@code Methods.register}; {@code docs/your-own-method.md} shows it.
 */
@NullMarked
package dev.selfsame.method;

import org.jspecify.annotations.NullMarked;
