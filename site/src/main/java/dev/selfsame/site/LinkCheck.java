package dev.selfsame.site;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Whether each link of a page leads somewhere in the site: to a file, and to a name in it where it says one. Links to other
 * sites are for people to follow; a page loads nothing from there.
 */
final class LinkCheck {
    private static final Set<String> OTHER_SITES = Set.of("http", "https", "mailto");

    private final Path site;
    private final Set<String> files;
    private final Map<Path, Document> read = new HashMap<>();

    /**
     * A check of a site.
     *
     * @param site its folder
     * @param files its files, by their paths from there; those of the Javadoc are looked for in the folder
     */
    LinkCheck(Path site, Set<String> files) {
        this.site = site.toAbsolutePath().normalize();
        this.files = files;
    }

    /** What is wrong in the pages, one line each with the page and the link; empty where nothing is. */
    List<String> faults() throws IOException {
        List<String> faults = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".html")) {
                faults.addAll(faults(file));
            }
        }
        return faults;
    }

    private List<String> faults(String address) throws IOException {
        List<String> faults = new ArrayList<>();
        Document page = document(site.resolve(address));
        for (Element element : page.select("[href], [src]")) {
            boolean isLink = element.is("a");
            String link = element.attr(element.hasAttr("href") ? "href" : "src");
            String fault = fault(site.resolve(address), link, isLink);
            if (!fault.isEmpty()) {
                faults.add(address + ": " + (isLink ? "link to '" : element.tagName() + " '") + link + "': " + fault);
            }
        }
        return faults;
    }

    private String fault(Path page, String link, boolean isLink) throws IOException {
        URI uri;
        try {
            uri = new URI(link);
        } catch (URISyntaxException e) {
            return "not an address";
        }
        if (uri.isAbsolute() || uri.getRawAuthority() != null) {
            boolean mayBe = isLink && uri.isAbsolute() && OTHER_SITES.contains(uri.getScheme());
            return mayBe ? "" : "pages load nothing from elsewhere";
        }
        String path = uri.getPath();
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (path.startsWith("/") || !target.startsWith(site)) {
            return "leads out of the site";
        }
        if (!isThere(target)) {
            return "there is no such file";
        }
        String fragment = uri.getFragment();
        boolean isNamed = fragment == null || document(target).getElementById(fragment) != null;
        return isNamed ? "" : "there is no '" + fragment + "' on that page";
    }

    private boolean isThere(Path target) {
        String file = Place.of(site, target).file();
        return files.contains(file) || (file.startsWith(Javadoc.FOLDER) && Files.isRegularFile(target));
    }

    private Document document(Path file) throws IOException {
        Document known = read.get(file);
        if (known == null) {
            known = Jsoup.parse(file);
            read.put(file, known);
        }
        return known;
    }
}
