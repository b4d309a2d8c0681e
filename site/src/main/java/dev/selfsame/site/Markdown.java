package dev.selfsame.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Reads a document as GitHub shows it: CommonMark with tables, names of headings and formulas. HTML in a document is shown
 * as it is written and does nothing; a comment is left out, or says where the lines below it come from.
 */
final class Markdown {
    /** What stands before lines of a source, as the tests of the tutorial read it. */
    private static final Pattern QUOTE = Pattern.compile("<!-- (?:quote|cell) (\\S+) -->");

    /** Code of up to so many characters, such as an option, is not parted at the end of a line. */
    private static final int SHORT = 24;

    private static final Pattern AFTER_BAR = Pattern.compile("(?<=\\|)");

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .customBlockParserFactory(new FormulaBlock.Start())
            .customInlineContentParserFactory(new Formula.Reader())
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .nodeRendererFactory(FormulaRenderer::new)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private Markdown() {}

    /**
     * The body of a page.
     *
     * @param linked is told each file of the repository that the document links to, shows or quotes
     */
    static Element body(Place document, String text, Consumer<Place> linked) {
        Node root = PARSER.parse(text);
        root.accept(new Rewriting(document, linked));
        Element body = Jsoup.parseBodyFragment(RENDERER.render(root)).body();
        body.select("table").wrap("<div class=\"wide\"></div>");
        body.select(":not(pre) > code").forEach(Markdown::breakable);
        return body;
    }

    /** Says where a line may end in code: nowhere if it is short, else at spaces and after bars. */
    private static void breakable(Element code) {
        String text = code.wholeText();
        if (text.length() <= SHORT) {
            code.addClass("short");
        } else if (text.contains("|")) {
            code.empty();
            AFTER_BAR.splitAsStream(text).forEach(part -> code.appendText(part).appendElement("wbr"));
        }
    }

    /** Turns links between files of the repository into links between pages. */
    private static final class Rewriting extends AbstractVisitor {
        private final Place document;
        private final Consumer<Place> linked;

        Rewriting(Place document, Consumer<Place> linked) {
            this.document = document;
            this.linked = linked;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(rewritten(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(rewritten(image.getDestination()));
            visitChildren(image);
        }

        @Override
        public void visit(HtmlBlock html) {
            String literal = html.getLiteral().strip();
            Matcher quote = QUOTE.matcher(literal);
            if (quote.matches()) {
                html.insertBefore(source(new Place(quote.group(1))));
            }
            if (literal.startsWith("<!--") && literal.indexOf("-->") == literal.length() - "-->".length()) {
                html.unlink();
            }
        }

        private Node source(Place place) {
            linked.accept(place);
            Link link = new Link(Place.link(document.address(), place.address()), null);
            link.appendChild(new Code(place.file().substring(place.file().lastIndexOf('/') + 1)));
            Paragraph paragraph = new Paragraph();
            paragraph.appendChild(link);
            return paragraph;
        }

        private String rewritten(String destination) {
            URI uri;
            try {
                uri = new URI(destination);
            } catch (URISyntaxException e) {
                return destination; // the check of links says so
            }
            return document.linked(uri)
                    .map(place -> {
                        linked.accept(place);
                        String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
                        return Place.link(document.address(), place.address()) + fragment;
                    })
                    .orElse(destination);
        }
    }
}
