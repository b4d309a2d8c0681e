/**
 * PyTorch's own files of weights ({@code .pth}, {@code .pt}, {@code .ckpt}), read without running what is in them.
 *
 * <p>{@link dev.selfsame.pth.TorchFile} opens a file and says which tensors it holds, by the names under which they lie in
 * its dictionaries, joined by dots; each is read when it is asked for. Both formats are read: the zip archive that
 * {@code torch.save} has written since version 1.6, and the stream of pickles before it.
 *
 * <p>A pickle is a program, and who loads it in Python runs it. Here {@code Pickle} follows its instructions, and nothing
 * that it names is ever called: {@code Globals} knows a list of classes and makes plain containers and descriptions of
 * tensors of them. What is not on that list is refused by name, as is every length that is more than the file has.
 * Attributes of objects are dropped.
 *
 * <p>To admit another class that holds nothing but data, add its name to {@code Globals}.
 */
@NullMarked
package dev.selfsame.pth;

import org.jspecify.annotations.NullMarked;
