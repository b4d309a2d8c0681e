package dev.selfsame.curate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.ViewSheet;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where embedded images are in the source that they came from, by their names. */
public final class ImageLocations {
    private final ImageSource source;
    private final int[] places;
    private final @Nullable EvaluationView view;

    private ImageLocations(ImageSource source, int[] places, @Nullable EvaluationView view) {
        this.source = source;
        this.places = places;
        this.view = view;
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
        return new ImageLocations(source, places, null);
    }

    /** The same images as an encoder of such a view takes them: as they are, where it is for such. */
    public ImageLocations seenBy(EvaluationView encoders) {
        return new ImageLocations(source, places, encoders.normalize().isAsIs() ? encoders : null);
    }

    /** For images as they are, the view of the encoder; null for RGB. */
    @Nullable
    EvaluationView view() {
        return view;
    }

    /**
     * The image at a place as people see it.
     *
     * @param options how it is decoded
     */
    public Pixels shown(int place, DecodeOptions options) throws IOException, UnreadableImageException {
        return view == null
                ? source.decode(place, options)
                : ViewSheet.visible(source.decode(place, view, options), view);
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
