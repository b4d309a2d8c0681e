/**
 * What is left after training: the encoder, its file, and the embeddings that it makes.
 *
 * <p>{@link dev.selfsame.model.Encoder} is a network with all that it needs to embed images: loaded from a run directory
 * or a file, used by any number of threads. {@link dev.selfsame.model.EncoderConfig} says how it computes, {@link
 * dev.selfsame.model.Origin} how it came about.
 *
 * <p>{@link dev.selfsame.model.Embeddings} are embeddings in memory; an {@link dev.selfsame.model.EmbeddingWriter} puts
 * them into a file, however many there are. To add a format, implement it, permit it there and choose it in {@code
 * EmbeddingWriter.create}.
 *
 * <p>{@link dev.selfsame.model.Safetensors} reads and writes tensors by name, {@link dev.selfsame.model.StateFile} with a
 * checksum; {@link dev.selfsame.data.AtomicFile} is how every file here is written, so that a reader sees the whole of it or the one
 * before.
 */
@NullMarked
package dev.selfsame.model;

import org.jspecify.annotations.NullMarked;
