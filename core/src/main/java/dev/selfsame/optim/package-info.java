/**
 * Moving parameters along their gradients, and how fast.
 *
 * <p>{@link dev.selfsame.optim.Sgd} takes {@link dev.selfsame.optim.ParameterGroup}s, which scale the learning rate and
 * say what decays, and the learning rate anew at each step, from a {@link dev.selfsame.optim.Schedule}.
 */
@NullMarked
package dev.selfsame.optim;

import org.jspecify.annotations.NullMarked;
