/**
 * Moving parameters along their gradients, and how fast.
 *
 * <p><b>Which optimiser.</b> {@link dev.selfsame.optim.Sgd} for convolutional networks and batches up to about a
 * thousand; {@link dev.selfsame.optim.Lars} for the batches of thousands that BYOL, SimCLR and Barlow Twins were
 * published with; {@link dev.selfsame.optim.AdamW} for transformers; {@link dev.selfsame.optim.Adam} where a paper says
 * so. Each takes {@link dev.selfsame.optim.ParameterGroup}s, which scale the learning rate and say what decays, and the
 * learning rate anew at each step: one for all, or by {@link dev.selfsame.optim.GroupSchedules} one for each group, and its
 * weight decay.
 *
 * <p><b>Which schedule.</b> A {@link dev.selfsame.optim.Schedule} is a pure function of {@link
 * dev.selfsame.optim.Progress}: nothing to save, nothing to resume. {@link dev.selfsame.optim.Schedule#cosine} and {@link
 * dev.selfsame.optim.Schedule#warmupCosine} are the papers'; {@link dev.selfsame.optim.CosineSchedule}, {@link
 * dev.selfsame.optim.CosineWarmupSchedule} and {@link dev.selfsame.optim.LinearWarmupSchedule} equal those of Lightly to
 * the step.
 *
 * <p><b>To add an optimiser</b>, implement {@link dev.selfsame.optim.Optimizer}, keep what it remembers in {@code Slots},
 * and let it pass the contract test. To add a schedule, write a lambda.
 */
@NullMarked
package dev.selfsame.optim;

import org.jspecify.annotations.NullMarked;
