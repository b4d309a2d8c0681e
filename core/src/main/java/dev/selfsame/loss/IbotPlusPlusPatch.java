package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * iBOT++, the patch loss of TIPSv2 (Cao et al. 2026, "TIPSv2: Advancing Vision-Language Pretraining with Enhanced Patch-Text
 * Alignment", arXiv:2604.12012), as Lightly computes it: {@link IbotPatch} with the visible tokens as
 * well, which ties every patch's feature to the teacher's.
 *
 * <pre>{@code
 * loss = masked + w · visible
 *        each the mean over B images of the mean over the image's tokens of that kind of
 *        −Σₖ softmax((t − c)/τₜ)ₖ log softmax(s/τₛ)ₖ
 * c    ← m c + (1 − m) · mean of t over all tokens of the batch, after the loss
 * }</pre>
 *
 * <p>Both kinds are averaged apart, so that few masked tokens among many visible ones still count. Without a mask the loss
 * is the mean over all tokens. Gradients flow into the student only. The centre is the buffer {@code center} [1, K], zeros
 * at first; {@link #update} holds it still.
 *
 * <p><b>Erratum.</b> Lightly does not detach the teacher's outputs. The values are the same.
 */
public final class IbotPlusPlusPatch extends Module {
    private final PatchDistillation distillation;

    /** τₜ 0.04, τₛ 0.1, m 0.9. */
    public IbotPlusPlusPatch(int outputs) {
        this(outputs, 0.04, 0.1, 0.9, Replicas.ONE);
    }

    /**
     * A loss whose centre is zero.
     *
     * @param outputs K, the number of the heads' outputs
     * @param teacherTemperature τₜ, where a call names no other
     * @param studentTemperature τₛ
     * @param centerMomentum m, 0 to 1
     * @param replicas who shares the batch; the centre follows the mean over all of it
     */
    public IbotPlusPlusPatch(
            int outputs,
            double teacherTemperature,
            double studentTemperature,
            double centerMomentum,
            Replicas replicas) {
        Checks.count("outputs", outputs, 1);
        Tensor zeros = buffer("center", DType.FLOAT32, Init.constant(0), 1, outputs);
        this.distillation =
                new PatchDistillation(zeros, teacherTemperature, studentTemperature, centerMomentum, replicas);
    }

    /** Whether calls move the centre from now on, at first they do. */
    public IbotPlusPlusPatch update(boolean on) {
        distillation.update(on);
        return this;
    }

    /** Visible tokens with weight 1, at the constructor's temperature of the teacher. */
    public Loss apply(Tensor teacher, Tensor student, @Nullable Tensor mask) {
        return apply(teacher, student, mask, 1, distillation.teacherTemperature());
    }

    /**
     * The terms {@code masked} and {@code visible}, or without a mask {@code patches}.
     *
     * @param teacher outputs for all tokens: [B, tokens, K], or [B · tokens, K] with a mask
     * @param student outputs for all tokens: of the same shape
     * @param mask which tokens are masked: bool [B, tokens] or [B, H, W], or null for no difference
     * @param visibleWeight w, at least 0
     * @param teacherTemperature τₜ of this call
     */
    public Loss apply(
            Tensor teacher, Tensor student, @Nullable Tensor mask, double visibleWeight, double teacherTemperature) {
        requireReady();
        Checks.requireAtLeast(0, "visibleWeight", visibleWeight);
        Checks.divisor("teacherTemperature", teacherTemperature);
        long outputs = distillation.outputs();
        TokenMask tokens = mask == null ? null : TokenMask.of("IbotPlusPlusPatch", mask);
        if (tokens != null && teacher.rank() == 2) {
            Checks.requireShape(
                    "IbotPlusPlusPatch", "outputs", teacher, (long) tokens.images() * tokens.tokens(), outputs);
        } else {
            long images = tokens == null ? -1 : tokens.images();
            long each = tokens == null ? -1 : tokens.tokens();
            Checks.requireShape("IbotPlusPlusPatch", "outputs", teacher, images, each, outputs);
        }
        Checks.requireShape("IbotPlusPlusPatch", "outputs", student, teacher.shape());
        return Inputs.compute(List.of(teacher, student), both -> {
            Tensor targets = both.get(0).reshape(-1, outputs); // [n, K]
            Tensor each =
                    distillation.crossEntropies(targets, both.get(1).reshape(-1, outputs), teacherTemperature); // [n]
            return Loss.of(terms(each, tokens, visibleWeight));
        });
    }

    private static Map<String, Tensor> terms(Tensor each, @Nullable TokenMask tokens, double visibleWeight) {
        if (tokens == null) {
            return Map.of("patches", each.mean());
        }
        double[] visible = Arrays.stream(tokens.weights(false))
                .map(weight -> weight * visibleWeight)
                .toArray();
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("masked", PatchDistillation.weighted(each, tokens.weights(true)));
        terms.put("visible", PatchDistillation.weighted(each, visible));
        return terms;
    }

    @Override
    public String toString() {
        return "IbotPlusPlusPatch" + distillation.parameters();
    }
}
