/**
 * Running a method over images: {@link dev.selfsame.train.Training} is the door. A run goes into a directory that knows
 * how it was made ({@link dev.selfsame.train.RunDirectory}), is saved so that a kill loses nothing ({@link
 * dev.selfsame.train.Checkpoint}) and says how it goes to a {@link dev.selfsame.train.TrainingListener}.
 *
 * <p>A run is a pure function of its {@link dev.selfsame.train.Configuration}, its images and the kind of machine: stopped
 * anywhere and resumed, it ends with the same bytes.
 */
@NullMarked
package dev.selfsame.train;

import org.jspecify.annotations.NullMarked;
