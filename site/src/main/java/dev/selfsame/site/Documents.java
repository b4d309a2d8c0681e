package dev.selfsame.site;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the site shows of a repository: the documents at its root and below {@code docs}, and whatever file they link to, show
 * or quote.
 *
 * @param pages the documents, by their path
 * @param files the images and sources that belong to them
 */
record Documents(List<Page> pages, List<Place> files) {
    static Documents of(Path root) throws IOException {
        SortedSet<Place> known = new TreeSet<>(Comparator.comparing(Place::file));
        Deque<Place> waiting = new ArrayDeque<>();
        List<Page> pages = new ArrayList<>();
        for (Place place : first(root)) {
            known.add(place);
            waiting.add(place);
        }
        for (Place place = waiting.poll(); place != null; place = waiting.poll()) {
            if (place.isDocument()) {
                pages.add(new Page(place, Markdown.body(place, read(root, place), linked -> {
                    // What isn't there is left to the check of links.
                    if (Files.isRegularFile(root.resolve(linked.file())) && known.add(linked)) {
                        waiting.add(linked);
                    }
                })));
            }
        }
        pages.sort(Comparator.comparing(page -> page.place().file()));
        return new Documents(
                pages, known.stream().filter(place -> !place.isDocument()).toList());
    }

    private static List<Place> first(Path root) throws IOException {
        List<Place> first = new ArrayList<>();
        try (Stream<Path> files = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            Stream.concat(files, docs)
                    .filter(Files::isRegularFile)
                    .map(file -> Place.of(root, file))
                    .filter(Place::isDocument)
                    .forEach(first::add);
        }
        return first;
    }

    /** The text of a file. */
    static String read(Path root, Place place) throws IOException {
        try {
            return Files.readString(root.resolve(place.file()));
        } catch (CharacterCodingException e) {
            throw new IOException(place.file() + " is no text in UTF-8", e);
        }
    }
}
