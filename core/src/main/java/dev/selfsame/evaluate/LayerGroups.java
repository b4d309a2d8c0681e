package dev.selfsame.evaluate;

import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learning rates that fall from the last layer to the first (Clark et al. 2020, ELECTRA, arXiv:2003.10555, appendix B; Bao
 * et al. 2022, BEiT, arXiv:2106.08254): each layer down multiplies by the decay. A layer is what has a number of its own in
 * the names of the parameters: a residual block ({@code layer1.0}), a transformer's block ({@code blocks.3}), a ConvNeXt's
 * block ({@code features.1.0}) and what stands between its stages ({@code features.2}). What comes before the first is the
 * layer below it; what comes behind one belongs to it, as the last norm does; the classifier is on top.
 */
final class LayerGroups {
    private static final Pattern NUMBERED = Pattern.compile(
            "^(?!classifier\\.)((?:[^.]+\\.)*?(?:[^.]*_)?\\d+(?:\\.\\d+(?=\\.(?:block\\.|layer_scale)))?)\\.");

    /** What of a transformer doesn't decay though it has several dimensions, as in the code of MAE. */
    private static final Pattern STILL = Pattern.compile(".*\\.(cls_token|pos_embed)");

    private LayerGroups() {}

    /** Groups of all that is trained: weights decay; biases, norms, the class token and positions do not. */
    static List<ParameterGroup> of(Classifier network, double layerDecay, double weightDecay) {
        List<Map<String, Tensor>> layers = new ArrayList<>();
        if (!network.frozen()) {
            Map<String, Tensor> parameters = network.backbone().parameters();
            int[] depths = depths(List.copyOf(parameters.keySet()));
            int i = 0;
            for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
                while (layers.size() <= depths[i]) {
                    layers.add(new LinkedHashMap<>());
                }
                layers.get(depths[i++]).put("backbone." + parameter.getKey(), parameter.getValue());
            }
        }
        Map<String, Tensor> head = new LinkedHashMap<>();
        network.head().parameters().forEach((name, tensor) -> head.put("head." + name, tensor));
        layers.add(head);
        List<ParameterGroup> groups = new ArrayList<>();
        for (int depth = 0; depth < layers.size(); depth++) {
            if (!layers.get(depth).isEmpty()) {
                double scale = Math.pow(layerDecay, layers.size() - 1.0 - depth);
                groups.addAll(scaled(depth, layers.get(depth), scale, weightDecay));
            }
        }
        return groups;
    }

    private static List<ParameterGroup> scaled(
            int depth, Map<String, Tensor> parameters, double scale, double weightDecay) {
        Map<String, Tensor> still = new LinkedHashMap<>();
        Map<String, Tensor> others = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> (STILL.matcher(name).matches() ? still : others).put(name, parameter));
        List<ParameterGroup> groups = new ArrayList<>(ParameterGroup.split(others, weightDecay));
        if (!still.isEmpty()) {
            groups.add(new ParameterGroup("token-and-positions", still, 1, 0, false));
        }
        return groups.stream()
                .map(group -> new ParameterGroup(
                        "layer " + depth + " " + group.name(),
                        group.parameters(),
                        scale,
                        group.weightDecay(),
                        group.adapt()))
                .toList();
    }

    /** The depth of each parameter, from 0, by the names in their order. */
    static int[] depths(List<String> names) {
        Map<String, Integer> layers = new LinkedHashMap<>();
        int[] depths = new int[names.size()];
        int last = 0;
        for (int i = 0; i < depths.length; i++) {
            Matcher numbered = NUMBERED.matcher(names.get(i));
            if (numbered.find()) {
                last = layers.computeIfAbsent(numbered.group(1), unused -> layers.size() + 1);
            }
            depths[i] = last;
        }
        return depths;
    }
}
