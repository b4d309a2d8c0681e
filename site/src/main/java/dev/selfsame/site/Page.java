package dev.selfsame.site;

import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A document of the repository as a page.
 *
 * @param place the document
 * @param body its text
 */
record Page(Place place, Element body) {
    /** The heading of the whole, or the file's name where there is none. */
    String title() {
        Element heading = body.selectFirst("h1");
        return heading == null ? place.file() : heading.text();
    }

    /** The headings below the title, which have names. */
    List<Element> headings() {
        return body.select("h2[id]");
    }

    String address() {
        return place.address();
    }
}
