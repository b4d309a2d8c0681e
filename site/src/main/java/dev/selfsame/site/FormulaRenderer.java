package dev.selfsame.site;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes formulas as TeX, which the page's script draws. */
final class FormulaRenderer implements NodeRenderer {
    private final HtmlWriter html;

    FormulaRenderer(HtmlNodeRendererContext context) {
        html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Formula.class, FormulaBlock.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Formula formula) {
            write("span", formula.tex());
        } else if (node instanceof FormulaBlock formula) {
            html.line();
            write("div", formula.tex());
            html.line();
        }
    }

    private void write(String tag, String tex) {
        html.tag(tag, Map.of("class", "formula"));
        html.text(tex);
        html.tag("/" + tag);
    }
}
