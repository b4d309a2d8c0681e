package dev.selfsame.model.imported;

import java.util.Map;

/** Networks that differ in numbers only. */
interface Family {
    /**
     * Which network of the family it is.
     *
     * @param shapes of its parameters, by the names that they have here
     * @return what {@link dev.selfsame.nn.Backbones#fromArchitecture} takes
     * @throws IllegalArgumentException if it is none that is there, in words that follow its name
     */
    Map<String, Object> architecture(Shapes shapes);

    /** Heads of the attention, where they are known although no shape tells them; else 0. */
    default int heads(Shapes shapes) {
        return shapes.heads();
    }

    /** Side of the images that such a network is for, as far as that can be known. */
    int imageSize(Map<String, Object> architecture);
}
