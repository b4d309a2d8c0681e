package dev.selfsame.model.imported;

import dev.selfsame.image.Interpolation;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;

/**
 * What a network of others is to see of an image, which a file of weights does not say.
 *
 * @param size side of the view in pixels; 0 for what the network is known to be for
 * @param shortSide what the shorter side is brought to before; 0 for the usual protocol: {@link EvaluationView#of}
 * @param interpolation of resizing
 * @param normalize the statistics that it was trained with
 */
public record ImportedImages(int size, int shortSide, Interpolation interpolation, Normalize normalize) {
    /** The network's size, bilinear, ImageNet's statistics: what torchvision's weights are for, and most others. */
    public static final ImportedImages DEFAULT = new ImportedImages(0, 0, Interpolation.BILINEAR, Normalize.IMAGENET);

    EvaluationView view(int networkSize) {
        EvaluationView usual = EvaluationView.of(size == 0 ? networkSize : size);
        return new EvaluationView(
                usual.size(), shortSide == 0 ? usual.shortSide() : shortSide, interpolation, normalize);
    }
}
