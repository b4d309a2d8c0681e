package dev.selfsame.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What a page is made of: our own template, and uPlot (MIT licence) from its WebJar. */
final class Resources {
    static final String TEMPLATE = own("page.html");
    static final String RUN_TEMPLATE = own("run.html");
    static final String COMPARISON_TEMPLATE = own("compare.html");
    static final String STYLE = own("page.css");
    static final String CHARTS_SCRIPT = own("charts.js");
    static final String MAP_SCRIPT = own("map.js");
    static final String PAGE_SCRIPT = own("page.js");
    static final String UPLOT_STYLE = uplot("dist/uPlot.min.css");
    static final String UPLOT_SCRIPT = uplot("dist/uPlot.iife.min.js");
    static final String UPLOT_LICENSE = uplot("LICENSE");

    private Resources() {}

    private static String own(String name) {
        return read("/dev/selfsame/report/" + name);
    }

    private static String uplot(String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read("/META-INF/maven/org.webjars.npm/uplot/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/" + name);
    }

    private static String read(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
