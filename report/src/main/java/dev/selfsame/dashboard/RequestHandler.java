package dev.selfsame.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** Takes requests in, and lets out what belongs to each. */
final class RequestHandler implements HttpHandler {
    /** No script but our own files, nothing from elsewhere, no page around ours, and nothing is kept. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Access access;
    private final Routes routes;
    private final RunWatch watch;
    private final EventStreams streams;

    RequestHandler(Access access, Routes routes, RunWatch watch, EventStreams streams) {
        this.access = access;
        this.routes = routes;
        this.watch = watch;
        this.streams = streams;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        Answer answer = answer(exchange);
        if (answer instanceof Answer.Events && isForHeaders(exchange)) {
            answer = Answer.of(EventStreams.TYPE, new byte[0]);
        } else if (answer instanceof Answer.Events events) {
            Feed feed = events.runs().isEmpty() ? new ListFeed(watch) : new RunsFeed(watch, events.runs());
            if (streams.open(exchange, feed)) {
                return;
            }
            answer = Answer.plain(503, "too many pages are open");
        }
        send((Answer.Content) answer, exchange);
    }

    private Answer answer(HttpExchange exchange) {
        try {
            Answer refusal = access.refusal(exchange);
            if (refusal != null) {
                return refusal;
            }
            return exchange.getRequestMethod().equals("POST")
                    ? routes.post(exchange.getRequestURI())
                    : routes.get(exchange.getRequestURI());
        } catch (RuntimeException e) {
            return Answer.plain(500, "internal error"); // what went wrong is nothing for a stranger
        }
    }

    private static boolean isForHeaders(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static void send(Answer.Content content, HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", content.type());
            content.headers().forEach(headers::set);
            boolean bare = isForHeaders(exchange) || content.bytes().length == 0;
            exchange.sendResponseHeaders(content.status(), bare ? -1 : content.bytes().length);
            if (!bare) {
                exchange.getResponseBody().write(content.bytes());
            }
        }
    }
}
