package dev.selfsame.method;

import dev.selfsame.view.Views;

/**
 * Everything that decides what a run learns, but the images and the seed. Its components are the sections of a recipe
 * file, in kebab case.
 *
 * @param recipe where it comes from: {@code cifar10}, {@code imagenet}, {@code auto} or a file's own name
 * @param method the method and its hyper-parameters
 * @param backbone the network
 * @param views what the method sees, one of {@link ViewKinds}
 * @param optimizer how weights follow gradients
 * @param schedule how the learning rate changes
 * @param epochs passes over the images
 * @param batchSize images a step; at least 2
 * @param accumulate batches whose gradients are added before the optimiser's step; 1 for none
 */
public record Recipe(
        String recipe,
        MethodConfig method,
        BackboneConfig backbone,
        Views views,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        int epochs,
        int batchSize,
        int accumulate) {
    private static final int MOST_IMAGES = 1 << 24;

    /** Checks the ranges, and the learning rate that follows from the batch. */
    public Recipe {
        Check.atLeast("epochs", epochs, 1);
        Check.within("batch-size", batchSize, 2, MOST_IMAGES);
        Check.within("accumulate", accumulate, 1, 65536);
        Check.within("batch-size times accumulate", (double) batchSize * accumulate, 2, MOST_IMAGES);
        Check.within("schedule.warmup-epochs", schedule.warmupEpochs(), 0, epochs);
        optimizer.learningRate(batchSize * accumulate);
        Check.views(method, views);
        if (backbone.channels() != views.normalize().channels()) {
            throw new IllegalArgumentException("backbone.channels must be "
                    + views.normalize().channels() + ", as the views have it, got " + backbone.channels());
        }
        for (int view = 0; view < views.count(); view++) {
            backbone.requireSide(views.size(view));
        }
    }

    /** The same with another number of epochs; a warm-up that would be longer is cut to it. */
    public Recipe withEpochs(int newEpochs) {
        Check.atLeast("epochs", newEpochs, 1);
        ScheduleConfig fitted = new ScheduleConfig(
                Math.min(schedule.warmupEpochs(), newEpochs),
                schedule.per(),
                schedule.finalFraction(),
                schedule.milestones());
        return new Recipe(recipe, method, backbone, views, optimizer, fitted, newEpochs, batchSize, accumulate);
    }

    /** The same with another batch size; the learning rate follows by its rule. */
    public Recipe withBatchSize(int newBatchSize) {
        return new Recipe(recipe, method, backbone, views, optimizer, schedule, epochs, newBatchSize, accumulate);
    }

    /** The same with other views. */
    public Recipe withViews(Views newViews) {
        return new Recipe(recipe, method, backbone, newViews, optimizer, schedule, epochs, batchSize, accumulate);
    }

    /** The same with another kind of backbone, fitted to the views, and local views that are fitted to it. */
    public Recipe withNetwork(String name) {
        BackboneConfig network = backbone.withName(name).fittedTo(views.size(0));
        return new Recipe(
                recipe, method, network, network.fitted(views), optimizer, schedule, epochs, batchSize, accumulate);
    }

    /** The same with another backbone. */
    public Recipe withBackbone(BackboneConfig newBackbone) {
        return new Recipe(recipe, method, newBackbone, views, optimizer, schedule, epochs, batchSize, accumulate);
    }
}
