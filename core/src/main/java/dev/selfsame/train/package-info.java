/**
 * Running a method over images. {@link dev.selfsame.train.Training} is the door: a recipe, images and a directory go in, a
 * {@link dev.selfsame.train.Run} comes out.
 *
 * <ul>
 *   <li>{@link dev.selfsame.train.Configuration} is all that decides a run: a {@link dev.selfsame.method.Recipe} and {@link
 *       dev.selfsame.train.RunSettings}. It is {@code config.yaml}, and single keys can be set. {@link
 *       dev.selfsame.train.AutoRecipe} chooses one for images nobody knows yet.
 *   <li>{@link dev.selfsame.train.RunDirectory} names the files that a run leaves. One run holds it at a time.
 *   <li>{@link dev.selfsame.train.TrainingListener} hears how it goes, for progress bars and pages.
 *   <li>{@link dev.selfsame.train.RunException} says in one line why a run can't go on; what was saved stays.
 * </ul>
 *
 * <p>Inside, {@code Trainer} is the loop, {@code TrainingStep} one step of the optimiser, {@code Checkpoints} what is saved
 * when, {@code Meter}, {@code MetricsFile} and {@code Snapshots} what is measured and written. None knows a method by name.
 *
 * <p>A run is a pure function of its configuration, its images and the kind of machine: stopped anywhere, killed and
 * resumed, it ends with the same bytes.
 *
 * <p>To add a key of {@code config.yaml}: a component of the record whose section it is in, with its check.
 */
@NullMarked
package dev.selfsame.train;

import org.jspecify.annotations.NullMarked;
