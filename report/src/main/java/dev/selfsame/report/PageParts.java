package dev.selfsame.report;

import java.util.List;

/**
 * What pages with charts are made of, for others than the report: one that grows while a run goes on draws {@link
 * Report#data} by {@code Selfsame.charts(container, data.charts)}, as often as there is new data.
 */
public final class PageParts {
    private PageParts() {}

    /** The scripts that know how charts and maps look, in the order in which they are to be loaded. */
    public static List<String> scripts() {
        return List.of(Resources.UPLOT_SCRIPT, Resources.CHARTS_SCRIPT, Resources.MAP_SCRIPT);
    }

    /** The style sheets of charts and of the page around them. */
    public static List<String> styles() {
        return List.of(Resources.UPLOT_STYLE, Resources.STYLE);
    }

    /** The licence of uPlot, which a page that holds its script has to show. */
    public static String chartLicense() {
        return Resources.UPLOT_LICENSE;
    }

    /** The hash by which a content security policy knows an inline script: {@code 'sha256-…'}. */
    public static String hash(String script) {
        return Markup.hash(script);
    }

    /** Text for element content and quoted attributes. */
    public static String escape(String text) {
        return Markup.escape(text);
    }
}
