/**
 * Tensors on libtorch; nothing above this package sees a class of JavaCPP.
 *
 * <p>{@link dev.selfsame.tensor.Tensor} holds values and has the everyday operations; {@link
 * dev.selfsame.tensor.Convolution}, {@link dev.selfsame.tensor.Norm}, {@link dev.selfsame.tensor.Softmax}, {@link dev.selfsame.tensor.Pointwise}, {@link dev.selfsame.tensor.Compare}, {@link dev.selfsame.tensor.Indexing}, {@link dev.selfsame.tensor.Linalg}, {@link
 * dev.selfsame.tensor.Fft}, {@link dev.selfsame.tensor.Resize} and {@link dev.selfsame.tensor.Foreach} have the rest.
 *
 * <p><b>Memory.</b> Native memory is outside the garbage collector's sight. Open a {@link dev.selfsame.tensor.Scope}
 * round a piece of work: every tensor made on the thread while it is open closes with it, except those handed out by
 * {@link dev.selfsame.tensor.Scope#keep}. A tensor made outside every scope is closed by its maker. {@link
 * dev.selfsame.tensor.Leaks} finds those that were not.
 *
 * <p><b>Threads.</b> A tensor is used by one thread at a time, the one that made it, until {@link
 * dev.selfsame.tensor.Tensor#handOver()} lets another thread take it. {@link dev.selfsame.tensor.NoGrad} and {@link
 * dev.selfsame.tensor.Autocast} also hold for their thread only.
 *
 * <p><b>To add an operation</b>, put it into the class of its topic, through {@code Op.of}, which checks the inputs,
 * frees JavaCPP's helpers and turns a native error into one line with the operation and the shapes.
 */
@NullMarked
package dev.selfsame.tensor;

import org.jspecify.annotations.NullMarked;
