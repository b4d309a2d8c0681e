package dev.selfsame.data;

import dev.selfsame.image.Pixels;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.Transform;
import dev.selfsame.view.Views;

/** Two views of unequal size, whose every sample depends on the image and on the draws. */
final class NoisyViews implements Views {
    static final NoisyViews PAIR = new NoisyViews();

    @Override
    public int count() {
        return 2;
    }

    @Override
    public int size(int view) {
        return view == 0 ? 5 : 3;
    }

    @Override
    public Transform transform(int view) {
        return (image, draws) -> {
            byte[] samples = new byte[size(view) * size(view) * 3];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (image.data()[i] + draws.below(256));
            }
            return Pixels.of(size(view), size(view), 3, samples);
        };
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
