package dev.selfsame.benchmarks.ours;

import dev.selfsame.image.Picture;
import dev.selfsame.random.Draws;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.Transform;
import dev.selfsame.view.Views;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Views that are drawn for as many batches as the loader has room for, and then stay in its memory as they are. */
final class StillViews implements Views {
    /** The fewest that a loader keeps. */
    static final int BATCHES = 2;

    private final Views views;
    private final long wanted;
    private final AtomicLong drawn = new AtomicLong();

    StillViews(Views views, int batchSize) {
        this.views = views;
        this.wanted = (long) BATCHES * batchSize * views.count();
    }

    /** Whether all are drawn. */
    boolean stand() {
        return drawn.get() >= wanted;
    }

    @Override
    public int count() {
        return views.count();
    }

    @Override
    public int size(int view) {
        return views.size(view);
    }

    @Override
    public Transform transform(int view) {
        return views.transform(view);
    }

    @Override
    public Normalize normalize() {
        return views.normalize();
    }

    @Override
    public void render(Picture image, int view, Draws draws, FloatBuffer out, int offset) {
        if (!stand()) {
            views.render(image, view, draws, out, offset);
            drawn.incrementAndGet();
        }
    }
}
