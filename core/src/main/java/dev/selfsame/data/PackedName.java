package dev.selfsame.data;

import java.util.Locale;

/**
 * What an image is called in a shard. WebDataset's key ends at the first dot of the base name, and hidden names are left
 * out when images are listed; so a dot within the base name and one that begins a part of the path become {@code %2E}, a
 * {@code /} that begins the path {@code %2F}, and a {@code %} {@code %25}. Nothing else changes: {@code cat/a.jpg} stays
 * as it is, {@code cat/a.b.jpg} becomes {@code cat/a%2Eb.jpg}.
 *
 * @param key all before the suffix
 * @param longKey the same with the suffix in it, where another image has the key: {@code cat/a%2Epng}
 * @param suffix without its dot
 */
record PackedName(String key, String longKey, String suffix) {
    /**
     * The name of an image.
     *
     * @param name its name in its source
     * @param suffix what its bytes are now
     * @param changed whether the bytes are others than the source's
     * @param arrays whether npy arrays are images, too
     */
    static PackedName of(String name, String suffix, boolean changed, boolean arrays) {
        int slash = name.lastIndexOf('/') + 1;
        String folder = folder(name.substring(0, slash));
        String base = name.substring(slash);
        String whole = folder + dotless(base);
        int dot = base.lastIndexOf('.');
        boolean keeps = ImageFiles.isImage(base, arrays) && (!changed || isOf(base.substring(dot + 1), suffix));
        return keeps
                ? new PackedName(folder + dotless(base.substring(0, dot)), whole, base.substring(dot + 1))
                : new PackedName(whole, whole, suffix);
    }

    private static boolean isOf(String written, String suffix) {
        String lower = written.toLowerCase(Locale.ROOT);
        return lower.equals(suffix) || (suffix.equals("jpg") && lower.startsWith("j"));
    }

    private static String folder(String path) {
        String plain = path.replace("%", "%25");
        if (plain.startsWith("/")) {
            plain = "%2F" + plain.substring(1);
        }
        return plain.startsWith(".") ? "%2E" + dotsAfterSlashes(plain.substring(1)) : dotsAfterSlashes(plain);
    }

    private static String dotsAfterSlashes(String path) {
        return path.replace("/.", "/%2E");
    }

    private static String dotless(String base) {
        return base.replace("%", "%25").replace(".", "%2E");
    }
}
