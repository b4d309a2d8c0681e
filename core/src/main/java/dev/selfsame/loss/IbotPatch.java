package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The masked image modelling of iBOT (Zhou et al. 2022, arXiv:2111.07832, section 3), as DINOv2 computes it
 * (Oquab et al. 2023, arXiv:2304.07193, section 4). The student sees an image of which tokens are masked, the teacher the
 * whole; for each masked token the student has to give what the teacher gave there, centred and sharpened:
 *
 * <pre>{@code
 * loss = (1/B) Σ over images, (1/masked tokens of the image) Σ over these,
 *        −Σₖ softmax((t − c)/τₜ)ₖ log softmax(s/τₛ)ₖ
 * c    ← m c + (1 − m) · mean of t over the masked tokens of the batch, after the loss
 * }</pre>
 *
 * <p>An image without masked tokens adds nothing, and B counts it. Gradients flow into the student only. The centre is the
 * buffer {@code center} [1, K], zeros at first; {@link #update} holds it still. {@link IbotPlusPlusPatch} has the visible
 * tokens as well.
 *
 * <p><b>Erratum.</b> Lightly does not detach the teacher's outputs. The values are the same.
 */
public final class IbotPatch extends Module {
    private final PatchDistillation distillation;

    /** τₜ 0.04, τₛ 0.1, m 0.9. */
    public IbotPatch(int outputs) {
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
    public IbotPatch(
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
    public IbotPatch update(boolean on) {
        distillation.update(on);
        return this;
    }

    /** At the constructor's temperature of the teacher. */
    public Loss apply(Tensor teacher, Tensor student, Tensor mask) {
        return apply(teacher, student, mask, distillation.teacherTemperature());
    }

    /**
     * The term {@code patches}.
     *
     * @param teacher outputs for the masked tokens, image after image: [masked, K]
     * @param student outputs for the same tokens: [masked, K]
     * @param mask which tokens are masked: bool [B, tokens] or [B, H, W]
     * @param teacherTemperature τₜ of this call
     */
    public Loss apply(Tensor teacher, Tensor student, Tensor mask, double teacherTemperature) {
        requireReady();
        Checks.divisor("teacherTemperature", teacherTemperature);
        TokenMask tokens = TokenMask.of("IbotPatch", mask);
        int masked = tokens.count();
        Checks.requireShape("IbotPatch", "outputs for the masked tokens", teacher, masked, distillation.outputs());
        Checks.requireShape("IbotPatch", "outputs for the masked tokens", student, masked, distillation.outputs());
        double[] weights =
                Arrays.stream(tokens.weights(true)).filter(weight -> weight > 0).toArray();
        return Inputs.compute(List.of(teacher, student), both -> {
            Tensor each = distillation.crossEntropies(both.get(0), both.get(1), teacherTemperature); // [masked]
            return Loss.of("patches", PatchDistillation.weighted(each, weights));
        });
    }

    @Override
    public String toString() {
        return "IbotPatch" + distillation.parameters();
    }
}
