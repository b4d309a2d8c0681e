package dev.selfsame.model.imported;

import dev.selfsame.nn.Backbone;
import java.util.Map;
import java.util.Objects;

/** Says in options what a file's network and another differ in, where that can be told. */
final class ArchitectureDifference {
    private ArchitectureDifference() {}

    /** Such as {@code it is a resnet50, not a resnet18 (--backbone resnet50); }; empty where nothing is known. */
    static String of(FoundNetwork found, Shapes shapes, Backbone wanted) {
        Map<String, Object> there;
        try {
            there = found.naming().family().architecture(shapes);
        } catch (IllegalArgumentException e) {
            return "";
        }
        Map<String, Object> here = wanted.architecture();
        Object name = there.get("name");
        if (!Objects.equals(name, here.get("name"))) {
            return "it is a " + name + ", not a " + here.get("name") + " (--backbone " + name + "); ";
        }
        if (differ("cifar-stem", there, here)) {
            return Boolean.TRUE.equals(there.get("cifar-stem"))
                    ? "its first convolution is that for images of 32×32, the network's that for larger ones"
                            + " (--set backbone.stem=cifar); "
                    : "its first convolution is that for images of 224×224, the network's that for those of 32×32"
                            + " (--set backbone.stem=imagenet); ";
        }
        if (differ("channels", there, here)) {
            return "it is for images of " + there.get("channels") + " channels, the network for those of "
                    + here.get("channels") + "; ";
        }
        StringBuilder others = new StringBuilder();
        there.forEach((option, value) -> {
            if (differ(option, there, here)) {
                others.append("its ")
                        .append(option)
                        .append(" is ")
                        .append(value)
                        .append(", not ");
                others.append(here.get(option))
                        .append(" (--set backbone.")
                        .append(option)
                        .append('=');
                others.append(value).append("); ");
            }
        });
        return others.toString();
    }

    private static boolean differ(String option, Map<String, Object> there, Map<String, Object> here) {
        Object one = there.get(option);
        Object other = here.get(option);
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof Number a && other instanceof Number b) {
            boolean start = option.equals("layer-scale"); // of which only whether there are factors can be known
            return start ? (a.doubleValue() > 0) != (b.doubleValue() > 0) : a.doubleValue() != b.doubleValue();
        }
        return !one.toString().equals(other.toString());
    }
}
