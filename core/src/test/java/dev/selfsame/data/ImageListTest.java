package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageListTest {
    @TempDir
    private Path folder;

    private ImageSource photos() throws IOException {
        for (String name : List.of("cat/a.png", "cat/ü b.png", "dog/c.png", "loose.png")) {
            Path file = folder.resolve("photos").resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, name);
        }
        return Sources.open(folder.resolve("photos").toString());
    }

    @Test
    void filesAreListedByTheirPathsFromTheListsOwnFolder() throws IOException {
        ImageSource photos = photos();
        Path list = folder.resolve("some.txt");
        ImageList.write(list, "photos", photos, new int[] {2, 0, 1, 3});
        assertEquals(
                "photos/dog/c.png\tdog\nphotos/cat/a.png\tcat\nphotos/cat/ü b.png\tcat\nphotos/loose.png\n",
                Files.readString(list));
        same(photos, new int[] {2, 0, 1, 3}, Sources.open(list.toString()));
    }

    @Test
    void filesElsewhereAreListedByWholePaths() throws IOException {
        ImageSource photos = photos();
        Path list = folder.resolve("photosX").resolve("some.txt"); // whose name begins alike
        ImageList.write(list, "photos", photos, new int[] {1, 3});
        assertTrue(Files.readString(list).startsWith(folder + "/photos/cat/ü b.png\tcat\n"), Files.readString(list));
        same(photos, new int[] {1, 3}, Sources.open(list.toString()));
    }

    @Test
    void dotsBehindALinkedFolderLeadWhereTheSystemSays() throws IOException {
        photos();
        folder = folder.toRealPath();
        Files.createDirectories(folder.resolve("photos/deep/lists"));
        Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(folder.resolve("home/lists"), folder.resolve("photos/deep/lists"));
        Path given = folder.resolve("home/lists/given.txt");
        Files.writeString(given, "../../cat/a.png\n./../../dog/c.png\n");
        ImageSource images = Sources.open(given.toString());
        for (String name : List.of("out.txt", "photos/out.txt", "home/lists/../out.txt")) {
            Path list = folder.resolve(name);
            ImageList.write(list, given.toString(), images, new int[] {0, 1});
            same(images, new int[] {0, 1}, Sources.open(list.toString()));
        }
        assertEquals("photos/cat/a.png\nphotos/dog/c.png\n", Files.readString(folder.resolve("out.txt")));
        assertEquals("cat/a.png\ndog/c.png\n", Files.readString(folder.resolve("photos/out.txt")));
    }

    @Test
    void aSourceIsNamedBehindAByteOrderMark() throws IOException {
        ImageSource demo = Sources.open("demo");
        String text = "\uFEFF#source=demo\n" + demo.name(3) + "\n";
        Path list = Files.writeString(folder.resolve("list.txt"), text);
        same(demo, new int[] {3}, Sources.open(list.toString()));
    }

    @Test
    void aListOfAListIsOneOfTheSameFiles() throws IOException {
        ImageSource photos = photos();
        Path first = folder.resolve("first.txt");
        ImageList.write(first, "photos", photos, new int[] {0, 1, 2});
        ImageSource opened = Sources.open(first.toString());
        Path second = folder.resolve("deep").resolve("second.txt");
        ImageList.write(second, first.toString(), opened, new int[] {2, 1}, new String[] {"x\ty", null});
        ImageSource some = Sources.open(second.toString());
        assertEquals("x y", some.label(0));
        assertNull(some.label(1));
        assertArrayEquals(photos.read(2), some.read(0));
    }

    @Test
    void membersOfAnArchiveAreNamedBelowTheirSource() throws IOException {
        Path zip = folder.resolve("photos.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("cat/a.png", "cat/b.png", "dog/c.png", "dog/d.png")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(UTF_8));
            }
        }
        ImageSource photos = Sources.open(zip.toString());
        assertNull(photos.file(0));
        Path list = folder.resolve("some.txt");
        ImageList.write(list, zip.toString(), photos, new int[] {3, 1});
        assertEquals("#source=" + zip + "\ndog/d.png\ncat/b.png\n", Files.readString(list));
        ImageSource some = Sources.open(list.toString());
        same(photos, new int[] {1, 3}, some); // in the source's order
        assertNotEquals(photos.fingerprint(), some.fingerprint());
        assertEquals("the list " + list + " of 2 images from " + photos.describe(), some.describe());
        assertArrayEquals(new int[] {0}, some.blocks());
        Files.writeString(list, "#source=" + zip + "\ncat/b.png\ncat/x.png\n");
        assertTrue(assertThrows(SourceException.class, () -> Sources.open(list.toString()))
                .getMessage()
                .contains("1 of the 2 names"));
        Files.writeString(list, "#source=" + list + "\ncat/b.png\n");
        assertTrue(assertThrows(SourceException.class, () -> Sources.open(list.toString()))
                .getMessage()
                .endsWith("names itself as its source"));
    }

    @Test
    void aListOfAListIsFollowedAndACircleIsRefused() throws IOException {
        ImageSource demo = Sources.open("demo");
        Path first = folder.resolve("first.txt");
        ImageList.write(first, "demo", demo, new int[] {5, 7, 9});
        Path second = folder.resolve("second.txt");
        ImageSource some = Sources.open(first.toString());
        ImageList.write(second, first.toString(), some, new int[] {2, 0});
        same(demo, new int[] {5, 9}, Sources.open(second.toString()));
        String name = demo.name(5);
        Files.writeString(first, "#source=" + second + "\n" + name + "\n");
        Path third = Files.writeString(folder.resolve("third.txt"), "#source=" + second + "\n" + name + "\n");
        for (Path list : List.of(first, second, third)) {
            String message = assertThrows(SourceException.class, () -> Sources.open(list.toString()))
                    .getMessage();
            assertTrue(message.startsWith("the list " + list + " leads in a circle: its source "), message);
        }
        Path itself = folder.resolve("itself.txt");
        Files.writeString(itself, "#source=" + folder.resolve("./itself.txt") + "\n" + name + "\n");
        String message = assertThrows(SourceException.class, () -> Sources.open(itself.toString()))
                .getMessage();
        assertEquals("the list " + itself + " names itself as its source", message);
    }

    @Test
    void aRelativeSourceIsFoundFromAnywhere() throws IOException {
        ImageSource demo = Sources.open("demo");
        Path list = folder.resolve("demo.txt");
        ImageList.write(list, "demo", demo, new int[] {5, 7});
        same(demo, new int[] {5, 7}, Sources.open(list.toString()));
        ImageList.write(list, "some/photos.zip", demo, new int[] {5});
        assertEquals(
                "#source=" + Path.of("some", "photos.zip").toAbsolutePath(),
                Files.readAllLines(list).get(0));
    }

    @Test
    void namesThatCannotStandInALineAreRefused() throws IOException {
        assertThrows(SourceException.class, () -> ImageList.write(folder.resolve("a.txt"), List.of("a\nb.png")));
        assertThrows(SourceException.class, () -> ImageList.write(folder.resolve("a.txt"), List.of("#b.png")));
        assertTrue(Files.notExists(folder.resolve("a.txt")));
        Path odd = folder.resolve("#photos").resolve("#1.png");
        Files.createDirectories(odd.resolveSibling(""));
        Files.writeString(odd, "x");
        ImageSource photos = Sources.open(folder.resolve("#photos").toString());
        ImageList.write(folder.resolve("#photos").resolve("list.txt"), "x", photos, new int[] {0});
        same(
                photos,
                new int[] {0},
                Sources.open(folder.resolve("#photos").resolve("list.txt").toString()));
    }

    private static void same(ImageSource source, int[] places, ImageSource part) throws IOException {
        assertEquals(places.length, part.size());
        for (int i = 0; i < places.length; i++) {
            assertEquals(source.label(places[i]), part.label(i));
            if (source.pixels(places[i], DecodeOptions.DEFAULT) == null) {
                assertArrayEquals(source.read(places[i]), part.read(i));
            }
        }
        assertNotNull(part.describe());
    }
}
