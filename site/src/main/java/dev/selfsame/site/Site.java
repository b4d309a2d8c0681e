package dev.selfsame.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the documentation site of a repository, or of a folder like one. */
public final class Site {
    private Site() {}

    /**
     * Makes the site and ends with status 1 where a link in it leads nowhere, or there is no Javadoc.
     *
     * @param arguments the repository's root, and the folder of the site, which has the Javadoc in {@code apidocs}
     * @throws IOException where a file can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: Site REPOSITORY FOLDER");
            System.exit(2);
        }
        Path site = Path.of(arguments[1]);
        List<String> faults = new ArrayList<>(render(Path.of(arguments[0]), site));
        if (!Javadoc.isIn(site)) {
            faults.add("there is no Javadoc: " + site.resolve(Javadoc.START));
        }
        faults.forEach(System.err::println);
        if (!faults.isEmpty()) {
            System.exit(1);
        }
        System.out.println("The site begins at " + site.resolve("index.html").toAbsolutePath());
    }

    /**
     * Makes the site.
     *
     * @param repository the root: documents are those there and below {@code docs}, with whatever they link to
     * @param site the folder to write to; where it has the Javadoc in {@code apidocs}, pages and the search lead there. What else
     *     is there from earlier stays, and counts for nothing
     * @return what is wrong with its links, one line each, which names the page and the link; empty where all lead somewhere
     * @throws IOException where a file can't be read or written
     */
    public static List<String> render(Path repository, Path site) throws IOException {
        Documents documents = Documents.of(repository);
        Frame frame = new Frame(Navigation.of(documents.pages()), Javadoc.isIn(site));
        Files.createDirectories(site);
        Set<String> written = new TreeSet<>(Resources.write(site));
        List<SearchIndex.Entry> entries = new ArrayList<>();
        for (Page page : documents.pages()) {
            write(site.resolve(page.address()), frame.around(page));
            written.add(page.address());
            entries.addAll(SearchIndex.entries(page));
        }
        for (Place file : documents.files()) {
            Path to = site.resolve(file.address());
            if (file.isImage()) {
                Files.createDirectories(to.resolveSibling(""));
                Files.copy(repository.resolve(file.file()), to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                write(to, frame.around(file, Documents.read(repository, file)));
            }
            written.add(file.address());
        }
        entries.addAll(Javadoc.entries(site));
        Files.writeString(site.resolve("search-index.js"), SearchIndex.script(entries));
        return new LinkCheck(site, written).faults();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
