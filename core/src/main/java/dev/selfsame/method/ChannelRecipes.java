package dev.selfsame.method;

import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.ReSslViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;

/** Recipes for images as they are, of any number of channels, made from those for RGB. */
public final class ChannelRecipes {
    private static final int VIEWS = 2;

    private ChannelRecipes() {}

    /**
     * The same recipe with what there is of its views in such images, and a backbone of as many channels.
     *
     * @throws IllegalArgumentException if its views are not two, or have no like for such images
     */
    public static Recipe of(Recipe rgb, ChannelStatistics statistics) {
        if (rgb.views().count() != VIEWS) {
            throw new IllegalArgumentException("images as they are (--channels) have two views, and recipe "
                    + rgb.recipe() + " of " + rgb.method().name() + " has "
                    + rgb.views().count() + ": take a method of two views, such as simclr, byol or barlow-twins");
        }
        BackboneConfig backbone = rgb.backbone().withChannels(statistics.channels());
        return new Recipe(
                rgb.recipe(),
                rgb.method(),
                backbone,
                views(rgb.views(), statistics),
                rgb.optimizer(),
                rgb.schedule(),
                rgb.epochs(),
                rgb.batchSize(),
                rgb.accumulate());
    }

    private static Views views(Views rgb, ChannelStatistics statistics) {
        if (rgb instanceof SimClrViews like) {
            return ChannelViews.like(like, statistics);
        }
        if (rgb instanceof ByolViews like) {
            return ChannelViews.like(like, statistics);
        }
        if (rgb instanceof AlikeViews like) {
            return ChannelViews.like(like, statistics);
        }
        if (rgb instanceof ReSslViews like) {
            return ChannelViews.like(like, statistics);
        }
        if (rgb instanceof MultiCropViews like) {
            return ChannelViews.like(like, statistics);
        }
        throw new IllegalArgumentException(
                "the views " + ViewKinds.of(rgb) + " are for RGB images and have no like for images as they are");
    }
}
