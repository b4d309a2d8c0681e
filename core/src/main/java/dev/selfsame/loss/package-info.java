/**
 * What a method makes small: one published formula a class.
 *
 * <p><b>Which to choose.</b> With negatives, so the batch matters: {@link dev.selfsame.loss.NtXent} (SimCLR) and its
 * one-directional kin {@link dev.selfsame.loss.InfoNce}; in small batches {@link dev.selfsame.loss.DclLoss}, or {@link
 * dev.selfsame.loss.MoCoLoss} against a {@link dev.selfsame.nn.MemoryBank} of earlier batches; with labels {@link
 * dev.selfsame.loss.SupConLoss}. With a predictor and a target that holds still: {@link
 * dev.selfsame.loss.NormalizedMse} (BYOL) or {@link dev.selfsame.loss.NegativeCosine} and {@link
 * dev.selfsame.loss.SymmetricNegativeCosine} (SimSiam), which are one loss up to a factor and a constant. Neither
 * negatives nor predictor, but the statistics of the features over the batch: {@link dev.selfsame.loss.BarlowTwinsLoss}
 * and {@link dev.selfsame.loss.VicRegLoss} with a wide embedding, {@link dev.selfsame.loss.WMseLoss} with a narrow one,
 * {@link dev.selfsame.loss.FroSslLoss}, {@link dev.selfsame.loss.EmpSslLoss} and {@link dev.selfsame.loss.LeJepaLoss}
 * with more than two views. Assignments to prototypes instead of embeddings: {@link dev.selfsame.loss.SwavLoss}, {@link
 * dev.selfsame.loss.DinoLoss}, {@link dev.selfsame.loss.MsnLoss} and {@link dev.selfsame.loss.PmsnLoss}; of patches,
 * {@link dev.selfsame.loss.IbotPatch}, {@link dev.selfsame.loss.IbotPlusPlusPatch} and {@link
 * dev.selfsame.loss.CapiLoss}. Patches among each other: {@link dev.selfsame.loss.PatchKernelAlignment}. Regions: {@link
 * dev.selfsame.loss.DetConSLoss} and {@link dev.selfsame.loss.DetConBLoss}.
 *
 * <p><b>What they share.</b> A {@link dev.selfsame.loss.PairLoss} takes the embeddings of two views, [N, D] each, row i
 * of both from image i, and gives a {@link dev.selfsame.loss.Loss} with named terms that add up to its total. It
 * computes in float32, also for 16-bit embeddings and under autocast, or in float64 for float64 embeddings; it stays
 * finite for similarities of any size over any usual temperature; it opens a scope of its own, so that only the terms
 * remain. Statistics over the batch go through {@link dev.selfsame.distributed.Replicas}. A wrong argument is an {@link
 * java.lang.IllegalArgumentException} that names it.
 *
 * <p><b>Erratum: arguments.</b> Lightly checks few of them and computes something for the others. Here a weight is at least 0
 * (a negative one turns its term round), a share such as a momentum 0 to 1, and a temperature, an exponent or an epsilon that
 * divides above 0; others are refused.
 *
 * <p><b>State</b>, such as a centre, a covariance or the step by which a loss draws at random, is a buffer: such a loss
 * is a {@link dev.selfsame.nn.Module}, which a method names as a child, so that checkpoints have it. Its {@code
 * update(false)} holds it still. A {@link dev.selfsame.loss.ViewsLoss} takes any number of views.
 *
 * <p><b>To add one</b>, write a record that implements {@code PairLoss}, with the paper's defaults in its constructor
 * without arguments and the formula inside {@code Pairs.compute}; name it in {@link dev.selfsame.loss.Losses}, add it to
 * the contract test, which runs every loss on random input, and to the golden test if there are golden values.
 */
@NullMarked
package dev.selfsame.loss;

import org.jspecify.annotations.NullMarked;
