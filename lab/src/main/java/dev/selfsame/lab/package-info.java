/**
 * Claims about self-supervised learning, each tried by an experiment: runs of small encoders with several seeds, numbers
 * with intervals, figures, and a sentence that says whether the claim held, made from the numbers by a rule that is written
 * beside it. {@link dev.selfsame.lab.Claims} lists them, {@link dev.selfsame.lab.Lab} tries one.
 *
 * <pre>{@code
 * Outcome outcome = Lab.of(Claims.named("byol-needs-batchnorm")).into(Path.of("lab/byol-needs-batchnorm")).run();
 * System.out.println(outcome.judgement().sentence());
 * }</pre>
 *
 * <p>Every run goes through {@link dev.selfsame.train.Training} and leaves a run directory like any other. Methods that
 * nobody should use, such as BYOL without stop-gradient, live here and not among the methods.
 *
 * <p>To add a claim: a method in one of the classes named {@code …Claims} that says what is claimed and by whom, the
 * variants that try it, and the rule with its words; and its line in {@link dev.selfsame.lab.Claims}.
 */
@NullMarked
package dev.selfsame.lab;

import org.jspecify.annotations.NullMarked;
