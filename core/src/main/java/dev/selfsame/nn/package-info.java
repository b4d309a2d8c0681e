/**
 * Networks: the module tree, layers, backbones and heads, under the names of PyTorch, torchvision and Lightly.
 *
 * <p>{@link dev.selfsame.nn.Module} has the tree, state and modes; {@link dev.selfsame.nn.Layer} the forward pass;
 * {@link dev.selfsame.nn.Backbone} is what gets trained and embeds afterwards.
 *
 * <p><b>To add a layer</b>, extend {@code Layer}, declare members in the constructor and call {@code requireReady()}
 * first in {@code forward}. <b>To add a backbone</b>, extend {@code Backbone}.
 */
@NullMarked
package dev.selfsame.nn;

import org.jspecify.annotations.NullMarked;
