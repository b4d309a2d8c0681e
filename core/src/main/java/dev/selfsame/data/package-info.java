/**
 * Where images come from, and the loaders that make batches of them.
 *
 * <p>A source ({@link dev.selfsame.data.ImageSource}) gives the bytes of image files by position:
 *
 * <ul>
 *   <li>{@link dev.selfsame.data.ImageFolder}: a folder of any nesting; its first level of folders names the classes;
 *   <li>{@link dev.selfsame.data.PathList}: a text file of paths, with labels where there are some;
 *   <li>{@link dev.selfsame.data.ZipImages}: a zip archive;
 *   <li>{@link dev.selfsame.data.TarImages}: a tar archive, or shards as WebDataset writes them;
 *   <li>{@link dev.selfsame.data.DemoImages}: images that the program draws;
 *   <li>the binaries of CIFAR and STL-10 and idx files, which hold pixels and need no decoder;
 *   <li>Parquet files with the bytes of images, and CSV, TSV and Parquet files with paths and labels;
 *   <li>MP4 and MOV files, by frame;
 *   <li>{@link dev.selfsame.data.Sources#open}: whichever of them a SOURCE on the command line means.
 * </ul>
 *
 * <p>A {@link dev.selfsame.data.Sampler} says which images an epoch of training shows, and how often.
 *
 * <p>Two loaders read them: {@link dev.selfsame.data.Loader} for training (shuffled, augmented, without end, from any
 * step on) and {@link dev.selfsame.data.EvaluationLoader} for embedding (each readable image once, in order). Both give
 * the same batches, to the bit, for any number of workers. What could not be read is in
 * {@link dev.selfsame.data.Skipped}.
 *
 * <p>{@link dev.selfsame.data.ChannelSurvey} measures images as they are; {@link dev.selfsame.data.ImageFolder#withArrays}
 * counts npy arrays among them.
 *
 * <p>{@link dev.selfsame.data.Pack} writes any source into tar shards; {@link dev.selfsame.data.AtomicFile} is how files are
 * written that appear whole or not at all, and {@link dev.selfsame.data.Scratch} for what others write, and for folders.
 *
 * <p>To add a kind of source, implement {@code ImageSource} and name it in {@code Sources}.
 */
@NullMarked
package dev.selfsame.data;

import org.jspecify.annotations.NullMarked;
