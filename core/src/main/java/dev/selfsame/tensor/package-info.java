/**
 * Tensors on libtorch; nothing above this package sees a class of JavaCPP.
 *
 * <p><b>Which class?</b> {@link dev.selfsame.tensor.Tensor} holds values and has the everyday operations. The others by
 * topic:
 *
 * <ul>
 *   <li>{@link dev.selfsame.tensor.Convolution}, {@link dev.selfsame.tensor.Norm}, {@link dev.selfsame.tensor.Softmax}:
 *       what layers and losses are made of
 *   <li>{@link dev.selfsame.tensor.Pointwise}, {@link dev.selfsame.tensor.Compare}, {@link
 *       dev.selfsame.tensor.Indexing}: values one by one, by condition, by index
 *   <li>{@link dev.selfsame.tensor.Linalg}, {@link dev.selfsame.tensor.Fft}, {@link dev.selfsame.tensor.Resize}:
 *       matrices, waves, images
 *   <li>{@link dev.selfsame.tensor.Foreach}: one native call for all parameters of a network
 *   <li>{@link dev.selfsame.tensor.Scope}, {@link dev.selfsame.tensor.Leaks}: when tensors are closed, and which were not
 *   <li>{@link dev.selfsame.tensor.NoGrad}, {@link dev.selfsame.tensor.Autocast}, {@link dev.selfsame.tensor.Threads}:
 *       how operations compute
 *   <li>{@link dev.selfsame.tensor.Device}, {@link dev.selfsame.tensor.Cpu}, {@link dev.selfsame.tensor.Libtorch}: what
 *       there is to compute with
 * </ul>
 *
 * <p><b>Memory.</b> Native memory is outside the garbage collector's sight. Open a {@link dev.selfsame.tensor.Scope}
 * round a piece of work: every tensor made on the thread while it is open closes with it, except those handed out by
 * {@link dev.selfsame.tensor.Scope#keep}. A tensor made outside every scope is closed by its maker. {@link
 * dev.selfsame.tensor.Leaks} finds those that were not. Buffers shared by {@link dev.selfsame.tensor.Tensor#wrap} are
 * the garbage collector's: use a few again and again, as fresh ones pile up until it comes.
 *
 * <p><b>Threads.</b> A tensor is used by one thread at a time, the one that made it, until {@link
 * dev.selfsame.tensor.Tensor#handOver()} lets another thread take it. {@link dev.selfsame.tensor.NoGrad} and {@link
 * dev.selfsame.tensor.Autocast} also hold for their thread only.
 *
 * <p><b>To add an operation</b>, put it into the class of its topic, through {@code Op.of}, which checks the inputs,
 * frees JavaCPP's helpers and turns a native error into one line with the operation and the shapes. The fuzz test calls
 * it by itself; what could crash the kernel, such as a size that overflows, is checked in Java first.
 */
@NullMarked
package dev.selfsame.tensor;

import org.jspecify.annotations.NullMarked;
