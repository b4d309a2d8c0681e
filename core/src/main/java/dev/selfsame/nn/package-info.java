/**
 * Networks: the module tree, layers, backbones and heads, under the names of PyTorch, torchvision, timm and Lightly.
 *
 * <p>{@link dev.selfsame.nn.Module} has the tree, state and modes; {@link dev.selfsame.nn.Layer} the forward pass;
 * {@link dev.selfsame.nn.Backbone} is what gets trained and embeds afterwards, {@link dev.selfsame.nn.ResNet} the one to
 * start with (plain, wide or ResNeXt); {@link dev.selfsame.nn.ConvNeXt} and {@link dev.selfsame.nn.VisionTransformer} are
 * the others, and {@link dev.selfsame.nn.Backbones} knows them by name. Names are torchvision's, but timm's for the
 * transformer, whose {@link dev.selfsame.nn.Tokens} can be hidden or left out. {@link dev.selfsame.nn.Heads} has the projection
 * and prediction heads of the papers, {@link dev.selfsame.nn.ProjectionHead} those of your own; {@link
 * dev.selfsame.nn.AimHead} predicts pixels of patches; {@link dev.selfsame.nn.DinoHead}, {@link dev.selfsame.nn.CapiHead}, {@link dev.selfsame.nn.SwavPrototypes} and {@link
 * dev.selfsame.nn.SmogPrototypes} end in prototypes. {@link dev.selfsame.nn.MovingAverage} is a target or teacher that
 * follows a network; {@link dev.selfsame.nn.SplitBatchNorm} and {@link dev.selfsame.nn.BatchShuffle} are what MoCo needs
 * on one device, {@link dev.selfsame.nn.SyncBatchNorm} what most others want on several. {@link
 * dev.selfsame.nn.MemoryBank} and {@link dev.selfsame.nn.NearestNeighbourBank} keep embeddings of earlier batches.
 *
 * <p>New modules have no weights until {@code initialize(seed)} or {@code load(state)}.
 *
 * <p><b>To add a layer</b>, extend {@code Layer}, declare members in the constructor and, where it has parameters, call
 * {@code requireReady()} first in {@code forward}; let it describe itself in {@link dev.selfsame.nn.Operations}, so that
 * networks with it can be exported, and give it a line in {@code DescriptionTest}. <b>To add a backbone</b>, extend {@code Backbone}; where it has
 * options, give them in {@code architecture()} and put it into {@code Backbones} by a {@code NetworkConfig}, or register it
 * from outside. What draws at random in training draws by what {@code stepBegins} said, as {@code DropPath} does.
 */
@NullMarked
package dev.selfsame.nn;

import org.jspecify.annotations.NullMarked;
