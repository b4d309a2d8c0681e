package dev.selfsame.site;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What stands around the text of every page. All text goes in as text, never as HTML. */
final class Frame {
    private static final String TEMPLATE = Resources.own("page.html");

    private final Navigation navigation;
    private final boolean withJavadoc;

    /**
     * A frame for the pages of one site.
     *
     * @param navigation the pages
     * @param withJavadoc whether there are pages of the Javadoc to link to
     */
    Frame(Navigation navigation, boolean withJavadoc) {
        this.navigation = navigation;
        this.withJavadoc = withJavadoc;
    }

    /** The HTML of a page. */
    String around(Page page) {
        Document html = empty(page.address(), page.title());
        for (Element link : html.select("#site-pages a[aria-current]")) {
            headings(link, page);
        }
        only(html, "main").appendChildren(page.body().clone().childNodes());
        return html.outerHtml();
    }

    /** The HTML of a source. */
    String around(Place source, String text) {
        String name = source.file().substring(source.file().lastIndexOf('/') + 1);
        Document html = empty(source.address(), name);
        Element main = only(html, "main");
        main.appendElement("h1").text(name);
        main.appendElement("p").appendElement("code").text(source.file());
        main.appendElement("pre").appendElement("code").text(text);
        return html.outerHtml();
    }

    private static void headings(Element link, Page page) {
        if (page.headings().size() > 1) {
            Element items = new Element("ul");
            link.after(items);
            page.headings().forEach(heading -> link(items, "#" + heading.id(), heading.text()));
        }
    }

    /** The pages of the site at the side of one. */
    private void list(Element side, String address) {
        for (Navigation.Group group : navigation.groups()) {
            side.appendElement("h2").text(group.title());
            Element items = side.appendElement("ul");
            for (Page page : group.pages()) {
                String name = page.address().equals("index.html") ? "Start" : page.title();
                Element link = link(items, Place.link(address, page.address()), name);
                if (page.address().equals(address)) {
                    link.attr("aria-current", "page");
                }
            }
            if (withJavadoc && group.title().equals(Navigation.REFERENCE)) {
                link(items, Place.link(address, Javadoc.START), "Javadoc");
            }
        }
    }

    private static Element link(Element items, String to, String text) {
        return items.appendElement("li").appendElement("a").attr("href", to).text(text);
    }

    /** The template for an address, without a text. */
    private Document empty(String address, String title) {
        Document html = Jsoup.parse(TEMPLATE);
        html.outputSettings().prettyPrint(false);
        html.title(title.equals("Selfsame") ? title : title + " · Selfsame");
        html.select("[href^=/]")
                .forEach(link ->
                        link.attr("href", Place.link(address, link.attr("href").substring(1))));
        html.select("[src^=/]")
                .forEach(script -> script.attr(
                        "src", Place.link(address, script.attr("src").substring(1))));
        only(html, "body").attr("data-root", root(address));
        list(only(html, "#site-pages"), address);
        return html;
    }

    /** The way from an address to the site's root: empty, or with a slash at its end. */
    private static String root(String address) {
        return "../".repeat((int) address.chars().filter(c -> c == '/').count());
    }

    private static Element only(Element html, String selector) {
        Element element = html.selectFirst(selector);
        if (element == null) {
            throw new IllegalStateException("page.html has no " + selector);
        }
        return element;
    }
}
