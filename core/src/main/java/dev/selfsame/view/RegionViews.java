package dev.selfsame.view;

import dev.selfsame.image.Picture;
import dev.selfsame.random.Draws;
import java.nio.IntBuffer;

/**
 * DetCon's views with regions of one's own: label maps that lie beside the images, or a segmentation.
 *
 * @param views how the views are made
 * @param map the regions of an image
 */
public record RegionViews(DetConViews views, Regions map) implements Views {
    @Override
    public int count() {
        return views.count();
    }

    @Override
    public int size(int view) {
        return views.size(view);
    }

    @Override
    public int regions(int view) {
        return views.regions(view);
    }

    @Override
    public Transform transform(int view) {
        return views.transform(view);
    }

    /** None: label maps have the size of the image as it is stored. */
    @Override
    public int reduction(int width, int height) {
        return 1;
    }

    @Override
    public void renderRegions(Picture image, int view, Draws draws, IntBuffer out, int offset) {
        views.transform(view).place(image, draws).writeRegions(regions(view), map.of(image), out, offset);
    }

    @Override
    public Normalize normalize() {
        return views.normalize();
    }
}
