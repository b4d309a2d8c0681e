/**
 * Training one model on several replicas, each with a part of the batch.
 *
 * <p>{@link dev.selfsame.distributed.Replicas} is the only way in which a loss may look at the whole
 * batch: one that computes a statistic over the batch (negatives, correlations, variances, centres) asks it for the rows
 * or the sums of the others. {@link dev.selfsame.distributed.Replicas#ONE} is the single replica of an ordinary run.
 */
@NullMarked
package dev.selfsame.distributed;

import org.jspecify.annotations.NullMarked;
