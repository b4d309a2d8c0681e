/**
 * Augmentations, and what a method wants to see of each image.
 *
 * <ul>
 *   <li>A {@link dev.selfsame.view.Transform} is one augmentation: a record of its settings, such as
 *       {@link dev.selfsame.view.RandomResizedCrop}, {@link dev.selfsame.view.ColorJitter} or
 *       {@link dev.selfsame.view.GaussianBlur}; {@link dev.selfsame.view.Sequence} strings several together.
 *   <li>{@link dev.selfsame.view.Views} says how many views an image gives, how large, and how each is made:
 *       {@link dev.selfsame.view.SimClrViews} for two made alike, {@link dev.selfsame.view.AlikeViews} for any number
 *       (MoCo's, SimSiam's, VICReg's, W-MSE's), {@link dev.selfsame.view.ByolViews} for BYOL's, Barlow Twins' and
 *       TiCo's unequal pair, {@link dev.selfsame.view.MultiCropViews} for global and local views (SwAV's, DINO's, SMoG's,
 *       MSN's, VICRegL's with grids), {@link dev.selfsame.view.DetConViews} for regions, {@link
 *       dev.selfsame.view.FourierViews}, {@link dev.selfsame.view.JigsawViews}, {@link dev.selfsame.view.CropViews} for
 *       MAE's, I-JEPA's, AIM's and CAPI's single one,
 *       {@link dev.selfsame.view.ChannelViews} for images as they are, of any number of
 *       channels, {@link dev.selfsame.view.EvaluationView} for embedding;
 *       {@code Views.of} takes any transforms.
 *   <li>{@link dev.selfsame.view.View} and {@link dev.selfsame.view.Batch} are what the loader makes of them: tensors.
 *   <li>{@link dev.selfsame.view.ViewSheet} draws images beside their views, to look at before training.
 *   <li>{@link dev.selfsame.view.TokenMasks} draws which patches of an image a masked method hides.
 * </ul>
 *
 * <p>A transform takes its random numbers from the {@code Draws} that it is given and from nowhere else, so that views
 * are the same for any number of threads. What they decide goes by the size of the image's {@link
 * dev.selfsame.image.Original}, so that views are of the same parts however small a picture was decoded. To add one, write
 * a record that implements {@code Transform}, checks its settings, and says in its comment which channel counts it takes;
 * {@code TransformTest} runs the contract on it. One that works on images as they are too overrides
 * {@code apply(Samples, Draws)}, which otherwise refuses them. One that leaves the size alone is better off as a
 * {@link dev.selfsame.view.PlanesTransform}: several of these share one pass.
 */
@NullMarked
package dev.selfsame.view;

import org.jspecify.annotations.NullMarked;
