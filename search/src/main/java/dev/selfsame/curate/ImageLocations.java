package dev.selfsame.curate;

import dev.selfsame.data.ImageSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where embedded images are in the source that they came from, by their names. */
public final class ImageLocations {
    private final ImageSource source;
    private final int[] places;

    private ImageLocations(ImageSource source, int[] places) {
        this.source = source;
        this.places = places;
    }

    /**
     * Looks for them. Where they are in the source's order, as embedding leaves them, images of the same name are told
     * apart; elsewhere the first of a name is taken.
     */
    public static ImageLocations of(List<String> names, ImageSource source) {
        int[] places = new int[names.size()];
        Arrays.fill(places, -1);
        int row = 0;
        for (int i = 0; i < source.size() && row < places.length; i++) {
            if (source.name(i).equals(names.get(row))) {
                places[row++] = i;
            }
        }
        if (row < places.length) {
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 0; i < source.size(); i++) {
                byName.putIfAbsent(source.name(i), i);
            }
            Arrays.setAll(places, r -> byName.getOrDefault(names.get(r), -1));
        }
        return new ImageLocations(source, places);
    }

    /** The source. */
    public ImageSource source() {
        return source;
    }

    /** The place of a row's image in the source, -1 where it has none of its name. */
    public int place(int row) {
        return places[row];
    }

    /** The places of some rows, without those that the source hasn't. */
    public int[] places(int[] rows) {
        return Arrays.stream(rows).map(this::place).filter(place -> place >= 0).toArray();
    }

    /** How many rows the source has no image for. */
    public int missing() {
        return (int) Arrays.stream(places).filter(place -> place < 0).count();
    }

    @Override
    public String toString() {
        return "ImageLocations[" + places.length + " images, " + missing() + " missing]";
    }
}
