/**
 * Encoders for other engines: TorchScript, ONNX, and a folder for DJL. {@link dev.selfsame.model.Encoder#export} is the
 * door; {@link dev.selfsame.model.export.ExportOptions} says what is written, {@link
 * dev.selfsame.model.export.Exported} how far the file, loaded again, differs from the encoder.
 *
 * <p>A network describes itself once, in {@link dev.selfsame.nn.Operations}; a writer here puts these operations into a
 * format. To add an engine, write one more {@code GraphWriter}; to export a layer, let it describe itself.
 */
@NullMarked
package dev.selfsame.model.export;

import org.jspecify.annotations.NullMarked;
