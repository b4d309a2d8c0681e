package dev.selfsame.method;

import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;

/** Which views are large ones, for methods that treat large and small views differently: those that come first. */
final class GlobalViews {
    private GlobalViews() {}

    /**
     * How many there are: of multi-crop the global views, of others those that are as large as the first, without a gap.
     *
     * @param method whose views they are, for the message
     * @throws IllegalArgumentException if there are fewer than two views in all
     */
    static int count(String method, Views views) {
        if (views.count() < 2) {
            throw new IllegalArgumentException(method + " compares at least two views, got " + views.count());
        }
        if (views instanceof MultiCropViews crops) {
            return crops.global().count();
        }
        int large = 1;
        while (large < views.count() && views.size(large) == views.size(0)) {
            large++;
        }
        return large;
    }
}
