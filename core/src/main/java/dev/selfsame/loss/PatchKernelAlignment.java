package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patch-level kernel alignment (PaKa, 2025, arXiv:2509.05606): how alike an image's patches are to each other
 * for the student shall be as for the teacher. With the features of an image's N patches less their mean, X of the student
 * and Y of the teacher, the loss is one less the centred kernel alignment (Kornblith et al. 2019, arXiv:1905.00414, eq. 3
 * and 4):
 *
 * <pre>{@code
 * K = X Xᵀ, L = Y Yᵀ                                [N, N]
 * loss = mean over images of  1 − Σ K∘L / (‖K‖ ‖L‖),  each squared norm at least 1e-6
 * }</pre>
 *
 * <p>From 0 to 1; a rotation of the features and a factor change nothing. Images of fewer than two patches that count are
 * left out; without any image the loss is 0. Gradients flow into the student only.
 *
 * <p>Kernels take N² numbers an image. With {@code maxTokens}, larger N are reduced to as many patches of each image, drawn
 * anew in each call in training; {@link #update} holds them still.
 */
public final class PatchKernelAlignment extends Module {
    private final int maxTokens;
    private final Replicas replicas;
    private final LossDraws draws;

    /** All patches. */
    public PatchKernelAlignment() {
        this(Integer.MAX_VALUE, 0, Replicas.ONE);
    }

    /**
     * Draws patches.
     *
     * @param maxTokens how many patches an image has at most, at least 2
     * @param seed of the draws
     * @param replicas who shares the batch; images are counted, and draws numbered, over the whole of it
     */
    public PatchKernelAlignment(int maxTokens, long seed, Replicas replicas) {
        this.maxTokens = Checks.count("maxTokens", maxTokens, 2);
        this.replicas = replicas;
        this.draws = child("draws", new LossDraws(seed, "patch-kernel-alignment"));
    }

    /** Whether calls in training count as steps from now on, at first they do; held still, all draw the same. */
    public PatchKernelAlignment update(boolean on) {
        draws.update(on);
        return this;
    }

    /**
     * The term {@code alignment}.
     *
     * @param student features: [B, N, D]
     * @param teacher features of the same patches: [B, N, D]
     * @param ignored patches that don't count: bool [B, N]; null for none
     */
    public Loss apply(Tensor student, Tensor teacher, @Nullable Tensor ignored) {
        return apply(student, teacher, ignored, null);
    }

    /** With scores [B, N] instead of drawn ones: those patches are taken that have the smallest. */
    Loss apply(Tensor student, Tensor teacher, @Nullable Tensor ignored, @Nullable Tensor scores) {
        requireReady();
        check(student, teacher, ignored);
        return Inputs.compute(List.of(student, teacher), both -> {
            Tensor x = both.get(0);
            Tensor all = Tensor.ones(x.dtype(), x.size(0), x.size(1)).to(x.device());
            Tensor counts = ignored == null ? all : Compare.not(ignored).to(x.dtype());
            PatchSample patches = new PatchSample(x, both.get(1).detach(), counts.unsqueeze(2));
            return formula(
                    x.size(1) <= maxTokens ? patches : patches.smallest(scores == null ? draw(x) : scores, maxTokens));
        });
    }

    private Tensor draw(Tensor x) {
        return draws.scores(replicas.rank() * x.size(0), x.size(0), x.size(1));
    }

    private Loss formula(PatchSample patches) {
        Tensor valid = patches.valid(); // [B]
        Tensor each = patches.alignment().neg().add(1).mul(valid); // [B]
        Tensor images = replicas.sum(valid.sum()).clampMin(1);
        // Times the replicas, since the mean of their losses counts.
        return Loss.of("alignment", each.sum().div(images).mul(replicas.size()));
    }

    private static void check(Tensor student, Tensor teacher, @Nullable Tensor ignored) {
        Checks.requireShape("PatchKernelAlignment", "features", student, -1, -1, -1);
        Checks.requireShape("PatchKernelAlignment", "features", teacher, student.shape());
        long[] shape = Arrays.copyOf(student.shape(), 2);
        if (student.count() == 0) {
            throw new IllegalArgumentException(
                    "PatchKernelAlignment got no features: " + Arrays.toString(student.shape()));
        }
        if (ignored != null && (ignored.dtype() != DType.BOOL || !Arrays.equals(ignored.shape(), shape))) {
            throw new IllegalArgumentException("PatchKernelAlignment wants a mask of type bool and shape "
                    + Arrays.toString(shape) + ", got " + ignored.dtype() + Arrays.toString(ignored.shape()));
        }
    }

    /**
     * Features of a box of each map on a grid, so that patch i of two views whose boxes show one part of an image is the
     * same place in both. Gradients flow into the maps.
     *
     * @param maps [B, C, H, W]
     * @param boxes x0, y0, x1, y1 of each map's, in its pixels, x from 0 to W and y from 0 to H: [B, 4]
     * @return [B, height · width, C], row after row
     */
    public static Tensor resampleToGrid(Tensor maps, Tensor boxes, int height, int width) {
        Checks.requireShape("resampleToGrid", "maps", maps, -1, -1, -1, -1);
        Checks.requireShape("resampleToGrid", "boxes", boxes, maps.size(0), 4);
        Checks.count("height", height, 1);
        Checks.count("width", width, 1);
        return RoiGrid.resample(maps, boxes, height, width);
    }

    @Override
    public String toString() {
        return "PatchKernelAlignment[maxTokens=" + (maxTokens == Integer.MAX_VALUE ? "all" : maxTokens) + ", " + draws
                + ", replicas=" + replicas + "]";
    }
}
