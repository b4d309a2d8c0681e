package dev.selfsame.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * What the search looks through: one entry for each part of a page that has a heading, and for each type of the Javadoc.
 *
 * <p>It is a script, since a page that is opened as a file may not read other files, but may run their scripts.
 */
final class SearchIndex {
    /**
     * What can be found.
     *
     * @param page the title of its page
     * @param heading its heading
     * @param address where it is: a path from the site's root, perhaps with a fragment
     * @param text what stands there
     */
    record Entry(String page, String heading, String address, String text) {}

    private SearchIndex() {}

    /** The parts of a page. */
    static List<Entry> entries(Page page) {
        List<Entry> entries = new ArrayList<>();
        String start = Place.link("index.html", page.address());
        String heading = page.title();
        String address = start;
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (Element element : page.body().children()) {
            if (element.is("h1, h2, h3")) {
                if (begun || !text.isEmpty()) {
                    entries.add(new Entry(page.title(), heading, address, text.toString()));
                }
                begun = true;
                text.setLength(0);
                heading = element.text();
                address = element.is("h1") ? start : start + "#" + element.id();
            } else if (!element.is("div.formula")) { // nobody looks for TeX
                text.append(element.text()).append('\n');
            }
        }
        entries.add(new Entry(page.title(), heading, address, text.toString()));
        return entries;
    }

    /** The script that gives entries to the page that runs it. */
    static String script(List<Entry> entries) {
        try {
            return "window.selfsameIndex = " + JsonMapper.builder().build().writeValueAsString(entries) + ";\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entries are text", e);
        }
    }
}
