/**
 * Weights of others: state dicts of torchvision and timm, Lightly's checkpoints, those of the papers' own code.
 *
 * <p>{@link dev.selfsame.model.imported.ImportedWeights} opens a file of PyTorch or a safetensors file, finds the network in
 * it and copies its weights into a backbone; {@link dev.selfsame.model.imported.ImportReport} says what was taken and what
 * was left out. {@link dev.selfsame.model.imported.ImportedEncoder} adds what the file can't say, size and normalisation
 * of the images, and gives an {@link dev.selfsame.model.Encoder}.
 *
 * <p>A network is found by names that it has in any case, whatever stands before them ({@code module.encoder_q.}, {@code
 * state_dict.backbone.}); {@code NetworkChoice} is the rule where a file has several.
 *
 * <p>To add a way of naming, add a {@code Naming} to its family; to add a family of networks, implement {@code Family} and
 * name it in {@code ImportedWeights}.
 */
@NullMarked
package dev.selfsame.model.imported;

import org.jspecify.annotations.NullMarked;
