package dev.selfsame.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On this machine only, everybody may look who names it by a name of its own (a page elsewhere whose name is
 * made to point here does not). Where other machines reach the server, who looks has to know the token, which a cookie
 * keeps from then on. Who wants to change something has to come from one of our own pages.
 */
final class Access {
    /** In which our own pages say the word that they were given. */
    static final String ACTION_HEADER = "X-Selfsame-Action";

    private static final Pattern OWN_NAME = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::\\d{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");
    private static final int LONGEST_ADDRESS = 4_096;

    private final boolean withToken;
    private final String cookie;
    private final String token = Secrets.draw();
    private final String session = Secrets.draw();
    private final String action = Secrets.draw();

    /**
     * Draws its secrets.
     *
     * @param withToken whether other machines reach the server
     * @param port of the server: cookies are those of a host, whatever the port
     */
    Access(boolean withToken, int port) {
        this.withToken = withToken;
        cookie = "selfsame-" + port;
    }

    /** What the address needs behind its path. */
    String query() {
        return withToken ? "?token=" + token : "";
    }

    /** The word that our own pages have to say where they change something. */
    String action() {
        return action;
    }

    /** Null for who may go on. */
    Answer.@Nullable Content refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = host(headers);
        if (host == null) {
            return Answer.plain(400, "the request must name one host");
        }
        if (!withToken && !isOwnName(host)) {
            return Answer.plain(403, "this page is for localhost only");
        }
        if (exchange.getRequestURI().toString().length() > LONGEST_ADDRESS) {
            return Answer.plain(414, "the address is longer than " + LONGEST_ADDRESS + " letters");
        }
        if (withToken && !hasCookie(headers)) {
            return stranger(exchange);
        }
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> null;
            case "POST" -> refusalOfChange(headers, host);
            default -> new Answer.Content(405, Answer.PLAIN, new byte[0], Map.of("Allow", "GET, HEAD, POST"));
        };
    }

    private static @Nullable String host(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        return hosts.size() == 1 && AUTHORITY.matcher(hosts.get(0)).matches() ? hosts.get(0) : null;
    }

    private static boolean isOwnName(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        return parts.matches() && OWN_NAME.matcher(parts.group(1)).matches();
    }

    private boolean hasCookie(Headers headers) {
        for (String line : headers.getOrDefault("Cookie", List.of())) {
            for (String pair : line.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(cookie) && Secrets.match(session, parts[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Who says the token gets the cookie, and a page that goes on to the list by itself: were it sent on by a status, a
     * browser that came by a link from elsewhere would not show the cookie there.
     */
    private Answer.Content stranger(HttpExchange exchange) {
        String said = Routes.query(exchange.getRequestURI())
                .getOrDefault("token", List.of(""))
                .get(0);
        if (!exchange.getRequestMethod().equals("GET") || !Secrets.match(token, said)) {
            return Answer.plain(401, "this page wants the address with the token that was printed when it was started");
        }
        String page = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Selfsame</title>"
                + "<meta http-equiv=\"refresh\" content=\"0;url=/\"><p><a href=\"/\">To the runs</a></p></html>";
        return new Answer.Content(
                200,
                Routes.HTML,
                page.getBytes(StandardCharsets.UTF_8),
                Map.of("Set-Cookie", cookie + "=" + session + "; Path=/; HttpOnly; SameSite=Strict"));
    }

    private Answer.@Nullable Content refusalOfChange(Headers headers, String host) {
        String length = headers.getFirst("Content-Length");
        if (headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"))) {
            return Answer.plain(413, "nothing is to be sent along");
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        Matcher origin = ORIGIN.matcher(origins.size() == 1 ? origins.get(0) : "");
        String said = headers.getFirst(ACTION_HEADER);
        boolean own = origin.matches() && origin.group(1).equalsIgnoreCase(host);
        return own && said != null && Secrets.match(action, said)
                ? null
                : Answer.plain(403, "only a page of this dashboard may do that");
    }
}
