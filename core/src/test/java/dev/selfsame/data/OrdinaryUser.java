package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.image.Picture;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens a folder in a JVM of its own, without the rights of root, who may read everything: where the tests run as root,
 * the JVM runs as nobody.
 */
final class OrdinaryUser {
    static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private OrdinaryUser() {}

    /** What the other JVM does: opens the folder, reads every image and prints how many, or else the error. */
    public static void main(String[] args) throws IOException {
        try {
            ImageFolder folder = ImageFolder.open(Path.of(args[0]));
            for (int i = 0; i < folder.size(); i++) {
                if (!Arrays.equals(folder.name(i).getBytes(UTF_8), folder.read(i))) {
                    throw new SourceException("wrong content");
                }
            }
            System.out.println(folder.size() + " images");
        } catch (SourceException e) {
            System.out.println(e.getMessage());
        }
    }

    static void closeTo(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    static String open(Path folder) throws Exception {
        return run(folder, Map.of());
    }

    static String openInLocaleC(Path folder) throws Exception {
        return run(folder, Map.of("LC_ALL", "C"));
    }

    private static String run(Path folder, Map<String, String> environment) throws Exception {
        Files.setPosixFilePermissions(folder, READABLE);
        Path classes = Files.createTempDirectory("classes");
        Path output = Files.createTempFile("output", ".txt");
        try {
            Files.setPosixFilePermissions(classes, READABLE);
            copy(ImageFolder.class, classes);
            copy(OrdinaryUser.class, classes);
            copy(Picture.class, classes); // sources name it and the views, though they need neither
            copy(Views.class, classes);
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"));
            }
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            command.addAll(List.of(
                    java, "-Xshare:auto", "-cp", classes.toString(), OrdinaryUser.class.getName(), folder.toString()));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no answer in a minute from " + command);
            }
            return Files.readString(output).strip();
        } finally {
            Files.delete(output);
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Copies the package of a class, since the user may not see the checkout. */
    private static void copy(Class<?> from, Path target) throws IOException, URISyntaxException {
        Path root =
                Path.of(from.getProtectionDomain().getCodeSource().getLocation().toURI());
        String folder = from.getPackageName().replace('.', '/');
        Path copy = Files.createDirectories(target.resolve(folder));
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
    }
}
