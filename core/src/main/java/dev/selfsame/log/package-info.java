/**
 * What a run tells to tools that people use already. Each is a {@link dev.selfsame.train.TrainingListener}:
 *
 * <ul>
 *   <li>{@link dev.selfsame.log.TensorBoardLog}: event files in {@code RUN/tensorboard/}, with pictures, histograms and an
 *       embedding projector.
 *   <li>{@link dev.selfsame.log.CsvLog}: {@code RUN/metrics.csv}.
 *   <li>{@link dev.selfsame.log.MlflowLog}: an MLflow tracking server, by its REST interface.
 *   <li>{@link dev.selfsame.log.Slf4jLog}: lines of text to whatever a program has behind SLF4J.
 * </ul>
 *
 * <pre>{@code
 * training.listener(TrainingListener.all(List.of(CsvLog.into(run), TensorBoardLog.into(run, images))));
 * }</pre>
 *
 * <p>All call the same numbers by the same names, those of {@code metrics.jsonl}; a term of the loss is {@code terms/NAME}.
 * A run that goes on goes on in the same place, and no step stands there twice.
 *
 * <p>To add one: a listener that takes {@code NamedNumbers}, and its word in the command line's {@code --log}.
 */
@NullMarked
package dev.selfsame.log;

import org.jspecify.annotations.NullMarked;
