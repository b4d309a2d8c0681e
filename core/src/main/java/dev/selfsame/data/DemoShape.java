package dev.selfsame.data;

import java.util.List;

/**
 * A class of the demo's images: an outline about one unit in radius, round the origin.
 *
 * @param name the label
 * @param outline its signed distance
 */
record DemoShape(String name, Outline outline) {
    /** No outline is farther from the origin, by a tenth and more. */
    static final double REACH = 1.3;

    /** In the order of their names. */
    static final List<DemoShape> ALL = List.of(
            polygon("bar", -0.34, -1.05, 0.34, -1.05, 0.34, 1.05, -0.34, 1.05),
            new DemoShape("crescent", (x, y) -> Math.max(length(x, y) - 1, 0.8 - length(x - 0.5, y))),
            polygon("cross", cross()),
            new DemoShape("disc", (x, y) -> length(x, y) - 0.95),
            polygon("heart", heart()),
            polygon("hourglass", -0.75, -0.95, 0.75, -0.95, 0.1, 0, 0.75, 0.95, -0.75, 0.95, -0.1, 0),
            new DemoShape("ring", (x, y) -> Math.abs(length(x, y) - 0.75) - 0.25),
            polygon("square", -0.82, -0.82, 0.82, -0.82, 0.82, 0.82, -0.82, 0.82),
            polygon("star", star()),
            polygon("triangle", 0, -1.1, 0.9526, 0.55, -0.9526, 0.55));

    /** The distance of a point to the outline, negative inside. */
    @FunctionalInterface
    interface Outline {
        double distance(double x, double y);
    }

    double distance(double x, double y) {
        return outline.distance(x, y);
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }

    private static DemoShape polygon(String name, double... corners) {
        return new DemoShape(name, (x, y) -> toPolygon(corners, x, y));
    }

    /** The distance to the nearest edge; inside is where a ray to the right meets the edges an odd number of times. */
    private static double toPolygon(double[] corners, double x, double y) {
        double nearest = Double.MAX_VALUE;
        boolean inside = false;
        int last = corners.length - 2;
        for (int i = 0; i < corners.length; last = i, i += 2) {
            double ax = corners[i];
            double ay = corners[i + 1];
            double edgeX = corners[last] - ax;
            double edgeY = corners[last + 1] - ay;
            double along = ((x - ax) * edgeX + (y - ay) * edgeY) / (edgeX * edgeX + edgeY * edgeY);
            double on = Math.max(0, Math.min(1, along));
            double dx = x - ax - on * edgeX;
            double dy = y - ay - on * edgeY;
            nearest = Math.min(nearest, dx * dx + dy * dy);
            if ((ay > y) != (corners[last + 1] > y) && x < ax + edgeX * (y - ay) / edgeY) {
                inside = !inside;
            }
        }
        return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
    }

    private static double[] cross() {
        double w = 0.33; // half the width of an arm
        return new double[] {-w, -1, w, -1, w, -w, 1, -w, 1, w, w, w, w, 1, -w, 1, -w, w, -1, w, -1, -w, -w, -w};
    }

    private static double[] star() {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? 1.1 : 0.45;
            corners[2 * i] = radius * StrictMath.sin(Math.PI * i / 5);
            corners[2 * i + 1] = -radius * StrictMath.cos(Math.PI * i / 5);
        }
        return corners;
    }

    /** 24 points of the curve (16 sin³ t, 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t). */
    private static double[] heart() {
        double[] corners = new double[48];
        for (int i = 0; i < 24; i++) {
            double t = 2 * Math.PI * i / 24;
            double sin = StrictMath.sin(t);
            double up = 13 * StrictMath.cos(t)
                    - 5 * StrictMath.cos(2 * t)
                    - 2 * StrictMath.cos(3 * t)
                    - StrictMath.cos(4 * t);
            corners[2 * i] = sin * sin * sin;
            corners[2 * i + 1] = -(up + 2.5) / 15;
        }
        return corners;
    }
}
