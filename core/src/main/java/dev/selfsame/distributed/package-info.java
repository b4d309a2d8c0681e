/**
 * Training one model on several replicas, each with a part of the batch.
 *
 * <p>{@link dev.selfsame.distributed.Replicas} is the only way in which losses, norms and banks may look at the whole
 * batch: what computes a statistic over the batch (negatives, correlations, variances, centres, queues) asks it for the rows
 * or the sums of the others. {@link dev.selfsame.distributed.Replicas#ONE} is the single replica of an ordinary run.
 */
@NullMarked
package dev.selfsame.distributed;

import org.jspecify.annotations.NullMarked;
