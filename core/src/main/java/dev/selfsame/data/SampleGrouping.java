package dev.selfsame.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts neighbours in a tar archive together to samples as WebDataset does: members with one key, which is all before the
 * first dot of the base name. In a sample with a {@code .cls} or {@code .json} an image is what has nothing but an
 * image's suffix behind its key ({@code 1.jpg}, not {@code 1.mask.png}), where there is such a one. Everywhere else each
 * image stands for itself, as in a folder.
 */
final class SampleGrouping {
    private static final Set<String> MARKS = Set.of("cls", "json");

    private final ArchiveIndex.Builder index;
    private final List<Image> images = new ArrayList<>();
    private String key = "";
    private boolean marked;
    private @Nullable String label;

    /** An image that may yet turn out to be a mask. */
    private record Image(MemberName name, long place, long size, @Nullable String unreadable) {}

    SampleGrouping(ArchiveIndex.Builder index) {
        this.index = index;
    }

    /** Whether a member of this name is an image. */
    boolean isImage(MemberName name) {
        return index.isImage(name);
    }

    /** Whether a member belongs to a sample's description. */
    static boolean isMark(MemberName name) {
        return MARKS.contains(name.extension());
    }

    /** Whether a member is a sample's label. */
    static boolean isLabel(MemberName name) {
        return name.extension().equals("cls");
    }

    /** The next member, whatever it is. */
    void member(MemberName name) {
        if (!name.key().equals(key)) {
            flush();
            key = name.key();
        }
        marked |= isMark(name);
    }

    /** That member is an image. */
    void image(MemberName name, long place, long size, @Nullable String unreadable) {
        images.add(new Image(name, place, size, unreadable));
    }

    /** That member is the label, unless it is empty. */
    void label(String text) {
        if (!text.isBlank()) {
            label = text.strip();
        }
    }

    /** The last image is not whole; false where the last member was none. */
    boolean cutOff(MemberName name, String reason) {
        int last = images.size() - 1;
        if (last < 0 || !images.get(last).name.equals(name)) {
            return false;
        }
        images.set(last, new Image(name, images.get(last).place, images.get(last).size, reason));
        return true;
    }

    /** Ends the sample. */
    void flush() {
        boolean plainOnly = marked && images.stream().anyMatch(SampleGrouping::isPlain);
        for (Image image : images) {
            if (!plainOnly || isPlain(image)) {
                int i = index.add(image.name, image.place, image.size);
                if (image.unreadable != null) {
                    index.unreadable(i, image.unreadable);
                }
                if (label != null) {
                    index.label(i, label);
                }
            }
        }
        images.clear();
        marked = false;
        label = null;
    }

    private static boolean isPlain(Image image) {
        return image.name.extension().indexOf('.') < 0;
    }
}
