/**
 * What is left after training: the encoder, its file, and the embeddings that it makes.
 *
 * <p>{@link dev.selfsame.model.Safetensors} reads and writes tensors by name; {@link
 * dev.selfsame.model.AtomicFile} is how every file here is written, so that a reader sees the whole of it or the one
 * before.
 */
@NullMarked
package dev.selfsame.model;

import org.jspecify.annotations.NullMarked;
