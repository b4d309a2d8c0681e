package dev.selfsame.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file of the repository, and where it is in the site: documents and images stay where they are, so that what they link
 * to each other keeps its way; any other file is shown as a page of its own, below {@code source}.
 *
 * @param file the path from the repository's root, with slashes
 */
record Place(String file) {
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "webp");

    static Place of(Path root, Path file) {
        return new Place(root.relativize(file).toString().replace('\\', '/'));
    }

    boolean isDocument() {
        return ending().equals("md");
    }

    boolean isImage() {
        return IMAGES.contains(ending());
    }

    /** The path from the site's root. A README is the first page of its folder. */
    String address() {
        if (isImage()) {
            return file;
        }
        if (!isDocument()) {
            return "source/" + file + ".html";
        }
        String name = file.substring(0, file.length() - ".md".length());
        return (name.equals("README") || name.endsWith("/README")
                        ? name.substring(0, name.length() - "README".length()) + "index"
                        : name)
                + ".html";
    }

    /** The place that a link of this document names, with its slashes and dots resolved; empty for other sites. */
    Optional<Place> linked(URI link) {
        if (link.isAbsolute()
                || link.getRawAuthority() != null
                || link.getPath().isEmpty()) {
            return Optional.empty();
        }
        Path folder = Path.of("/" + file).getParent();
        if (folder == null || link.getPath().startsWith("/")) {
            return Optional.empty();
        }
        String path = folder.resolve(link.getPath()).normalize().toString().replace('\\', '/');
        return Optional.of(new Place(path.substring(1)));
    }

    /** The link from one address of the site to another; both are paths from its root. */
    static String link(String from, String to) {
        Path folder = Path.of("/" + from).getParent();
        if (folder == null) {
            throw new IllegalArgumentException("no page: '" + from + "'");
        }
        String path = folder.relativize(Path.of("/" + to)).toString().replace('\\', '/');
        try {
            String link = new URI(null, null, "/" + path, null).getRawPath().substring(1);
            return link.split("/", 2)[0].contains(":") ? "./" + link : link; // or it would be a scheme
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no link can be made to '" + to + "'", e);
        }
    }

    private String ending() {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
