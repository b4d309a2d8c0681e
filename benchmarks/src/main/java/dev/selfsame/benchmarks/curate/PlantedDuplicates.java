package dev.selfsame.benchmarks.curate;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageList;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plants near-duplicates of photographs, and counts which of them {@code selfsame curate duplicates} found: {@code
 * benchmarks/duplicates.sh} does all of it.
 *
 * <pre>
 * java … PlantedDuplicates plant PHOTOS FOLDER [OTHERS]   writes FOLDER/copies, and FOLDER/all.txt: photographs, copies, others
 * java … PlantedDuplicates count FOLDER TABLE             reads the table of scores that curate wrote
 * </pre>
 *
 * Each photograph gets two copies, by two of eight {@link Damage}s in turn. A copy is found if it is in a cluster with its
 * photograph or that photograph's other copy; an image is clustered wrongly if its cluster's kept image shows another
 * picture.
 */
public final class PlantedDuplicates {
    private static final int PHOTOS = 100;
    private static final int COPIES = 2;
    private static final int MOST_NAMED = 10;

    private PlantedDuplicates() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length >= 3 && arguments[0].equals("plant")) {
            plant(Path.of(arguments[1]), Path.of(arguments[2]), arguments.length > 3 ? arguments[3] : null);
        } else if (arguments.length == 3 && arguments[0].equals("count")) {
            count(Path.of(arguments[1]), Path.of(arguments[2]));
        } else {
            System.err.println("usage: PlantedDuplicates plant PHOTOS FOLDER [OTHERS] | count FOLDER TABLE");
            System.exit(2);
        }
    }

    private static void plant(Path photos, Path folder, @Nullable String others) throws Exception {
        ImageSource source = ImageFolder.open(photos);
        int count = Math.min(PHOTOS, source.size());
        List<Damage> damages = List.of(Damage.values());
        List<String> paths = new ArrayList<>();
        Files.createDirectories(folder.resolve("copies"));
        for (int i = 0; i < count; i++) {
            paths.add(photos.resolve(source.name(i)).toAbsolutePath().toString());
            for (int c = 0; c < COPIES; c++) {
                Damage damage = damages.get((COPIES * i + c) % damages.size());
                Path copy = folder.resolve("copies")
                        .resolve(source.name(i).replace('/', '_') + "."
                                + damage.name().toLowerCase(Locale.ROOT) + ".jpg");
                Files.write(copy, damage.file(source.decode(i)));
                paths.add(copy.toAbsolutePath().toString());
            }
        }
        if (others != null) {
            ImageSource more = Sources.open(others);
            for (int i = 0; i < more.size(); i++) {
                Path file = more.file(i);
                if (file != null) {
                    paths.add(file.toAbsolutePath().toString());
                }
            }
        }
        ImageList.write(folder.resolve("all.txt"), paths);
        System.out.println(count + " photographs, " + COPIES * count + " copies, " + (paths.size() - 3 * count)
                + " others: " + folder.resolve("all.txt"));
    }

    private static String picture(String path) {
        String name = String.valueOf(Path.of(path).getFileName());
        for (Damage damage : Damage.values()) {
            String end = "." + damage.name().toLowerCase(Locale.ROOT) + ".jpg";
            if (name.endsWith(end)) {
                return name.substring(0, name.length() - end.length());
            }
        }
        return name;
    }

    private static boolean isCopy(Path folder, String path) {
        return path.startsWith(folder.resolve("copies").toAbsolutePath().toString());
    }

    private static void count(Path folder, Path table) throws IOException {
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.split("\t", -1);
            if (!columns[0].equals("cluster")) {
                List<String> cluster = clusters.computeIfAbsent(columns[0], number -> new ArrayList<>());
                cluster.add(columns[2].equals("true") ? 0 : cluster.size(), columns[1]);
            }
        }
        Map<String, int[]> byDamage = new TreeMap<>();
        Map<String, List<String>> clusterOf = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (List<String> cluster : clusters.values()) {
            for (String path : cluster) {
                clusterOf.put(path, cluster);
                if (!picture(path).equals(picture(cluster.get(0)))) {
                    wrong.add(path + " with " + cluster.get(0));
                }
            }
        }
        int planted = 0;
        int found = 0;
        for (String path : Files.readAllLines(folder.resolve("all.txt"))) {
            if (isCopy(folder, path)) {
                List<String> cluster = clusterOf.getOrDefault(path, List.of());
                long alike = cluster.stream()
                        .filter(other -> picture(other).equals(picture(path)))
                        .count();
                String name = path.substring(path.lastIndexOf('.', path.length() - 5) + 1, path.length() - 4);
                int[] counts = byDamage.computeIfAbsent(name, damage -> new int[2]);
                counts[1]++;
                planted++;
                if (alike > 1) {
                    counts[0]++;
                    found++;
                } else {
                    System.out.println("not found: " + path);
                }
            }
        }
        wrong.stream().limit(MOST_NAMED).forEach(one -> System.out.println("wrongly clustered: " + one));
        byDamage.forEach((name, counts) -> System.out.println(name + " " + counts[0] + " of " + counts[1]));
        System.out.printf(
                Locale.ROOT,
                "found %d of %d planted (%.1f %%), %d wrongly clustered, %d clusters%n",
                found,
                planted,
                100.0 * found / planted,
                wrong.size(),
                clusters.size());
    }
}
