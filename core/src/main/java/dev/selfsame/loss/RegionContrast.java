package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What DetCon-S and DetCon-B share: InfoNCE over the regions of all images.
 *
 * @param temperature τ
 * @param replicas who shares the batch
 */
record RegionContrast(double temperature, Replicas replicas) {
    RegionContrast {
        Pairs.requireTemperature(temperature);
    }

    /**
     * Both directions, summed.
     *
     * @param predictions of both views, which search: [B, M, D] each
     * @param targets of both views, which are found: [B, M, D] each
     * @param ids the regions of both views: int64 [B, M] each
     * @param constant whether gradients stop at the targets
     */
    Loss compute(String loss, List<Tensor> predictions, List<Tensor> targets, List<Tensor> ids, boolean constant) {
        List<Tensor> all = List.of(predictions.get(0), predictions.get(1), targets.get(0), targets.get(1));
        all.forEach(
                x -> Checks.requireShape(loss, "features", x, predictions.get(0).shape()));
        if (predictions.get(0).rank() != 3 || predictions.get(0).count() == 0) {
            throw new IllegalArgumentException(loss + " wants features [B, regions, D] with at least one of each, got "
                    + Arrays.toString(predictions.get(0).shape()));
        }
        long[] shape = Arrays.copyOf(predictions.get(0).shape(), 2);
        for (Tensor each : ids) {
            if (each.dtype() != DType.INT64 || !Arrays.equals(each.shape(), shape)) {
                throw new IllegalArgumentException(loss + " wants region ids of type int64 and shape "
                        + Arrays.toString(shape) + ", got " + each.dtype() + Arrays.toString(each.shape()));
            }
        }
        return Inputs.compute(all, full -> {
            List<Tensor> unit = full.stream().map(Norm::l2).toList(); // [B, M, D]
            Tensor own0 = constant ? unit.get(2).detach() : unit.get(2);
            Tensor own1 = constant ? unit.get(3).detach() : unit.get(3);
            Tensor all0 = replicas.gather(own0); // [all, M, D]
            Tensor all1 = replicas.gather(own1); // [all, M, D]
            Tensor there = direction(unit.get(0), own1, all0, all1, ids.get(0), ids.get(1));
            Tensor back = direction(unit.get(1), own0, all1, all0, ids.get(1), ids.get(0));
            return Loss.of("contrastive", there.add(back));
        });
    }

    /**
     * From the regions of one view to those of the other. The same region of the same image in the own view is neither a
     * positive nor a negative.
     */
    private Tensor direction(
            Tensor anchors, Tensor other, Tensor allOwn, Tensor allOther, Tensor ids, Tensor otherIds) {
        long anchorCount = ids.count(); // B · M
        Tensor rows = anchors.div(temperature); // [B, M, D]
        Tensor flat = rows.reshape(anchorCount, -1); // [B·M, D]
        Tensor toOther = flat.matmul(allOther.reshape(-1, anchors.size(2)).t()); // [B·M, all·M]
        Tensor toOwn = flat.matmul(allOwn.reshape(-1, anchors.size(2)).t()); // [B·M, all·M]
        Tensor same = alike(ids, ids, anchors.dtype()); // [B, M, M]
        Tensor itself = Compare.gt(ownImage(same).mul(same.unsqueeze(2)), 0.5); // [B, M, all, M]
        Tensor others = Indexing.maskedFill(toOwn, itself.reshape(toOwn.shape()), Double.NEGATIVE_INFINITY);
        Tensor total = Softmax.logSumExp(Tensor.cat(List.of(toOther, others), 1), 1, false); // [B·M]

        Tensor isPositive = alike(ids, otherIds, anchors.dtype()); // [B, M, M]
        Tensor positives = isPositive.sum(2, false); // [B, M]
        Tensor logits = rows.matmul(other.transpose(1, 2)); // [B, M, M]
        Tensor positive = isPositive.mul(logits).sum(2, false).div(positives.clampMin(1)); // [B, M]
        Tensor weight = positives.clamp(0, 1).div(same.sum(2, false)); // [B, M]
        return total.reshape(weight.shape()).sub(positive).mul(weight).mean();
    }

    /** 1 where regions have one id: [B, M], [B, M] → [B, M, M]. */
    private static Tensor alike(Tensor ids, Tensor others, DType dtype) {
        return Compare.eq(ids.unsqueeze(2), others.unsqueeze(1)).to(dtype);
    }

    /** 1 where an image of all replicas is the own one: [B, 1, all, 1]. */
    private Tensor ownImage(Tensor like) {
        long b = like.size(0);
        Tensor numbers = Tensor.range(b * replicas.size()); // [all]
        Tensor own = numbers.narrow(0, replicas.rank() * b, b); // [B]
        return Compare.eq(own.reshape(b, 1, 1, 1), numbers.reshape(1, 1, -1, 1))
                .to(like.dtype())
                .to(like.device());
    }
}
