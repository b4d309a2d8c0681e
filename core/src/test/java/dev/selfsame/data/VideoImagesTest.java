package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoImagesTest {
    @TempDir
    Path folder;

    private Path write(String name, Movies movie) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.write(folder.resolve(name), movie.file());
    }

    private static int level(ImageSource images, int i) throws Exception {
        return images.decode(i).sample(0, 0, 0);
    }

    @Test
    void framesOfMotionJpegAreFilesByAStride() throws Exception {
        Movies movie = Movies.jpeg(10);
        Path clip = write("clip.mov", movie);
        ImageSource all = Sources.open(clip.toString());
        ImageSource some = Sources.open(clip + "#stride=3");

        assertEquals(10, all.size());
        assertEquals(4, some.size());
        assertEquals("clip.mov/000009", some.name(3));
        assertArrayEquals(movie.samples.get(6), some.read(2));
        assertNull(some.pixels(2, DecodeOptions.DEFAULT));
        assertEquals(120, level(some, 2), 2);
        assertArrayEquals(new int[] {0}, some.blocks());
        assertEquals("the video " + clip + " with 4 frames of 1 video, one in 3, in no classes", some.describe());
        assertNotEquals(all.fingerprint(), some.fingerprint());
    }

    @Test
    void framesComeInTheOrderInWhichTheyAreShown() throws Exception {
        Movies movie = Movies.adding("K10 D3 D-2 D1 K50 D3 D-2 D1 K90");
        movie.shifts = new int[] {0, 20, -10, -10, 0, 20, -10, -10, 0};
        ImageSource images = Sources.open(write("a.mp4", movie).toString());
        int[] levels = new int[images.size()];
        for (int i : new int[] {7, 2, 0, 8, 1, 3, 6, 5, 4}) {
            levels[i] = level(images, i);
        }

        assertArrayEquals(new int[] {10, 11, 12, 13, 50, 51, 52, 53, 90}, levels);
        assertArrayEquals(new int[] {0, 4, 8}, images.blocks());
        assertEquals(12, ImageDecoder.decode(images.read(2)).sample(3, 3, 2));
    }

    @Test
    void aFrameShownBeforeItsKeyFrameBuildsOnTheOneBefore() throws Exception {
        Movies movie = Movies.adding("K10 D1 K50 D-39 D41");
        movie.shifts = new int[] {0, 0, 10, -10, 0};
        ImageSource images = Sources.open(write("open.mp4", movie).toString());

        assertArrayEquals(new int[] {0, 3}, images.blocks());
        assertEquals(11, level(images, 2)); // decoded behind the second key frame, from the first on
        assertEquals(50, level(images, 3));
    }

    @Test
    void aBlockIsDecodedOnce() throws Exception {
        ImageSource images = Sources.open(write("a.mp4", Movies.adding("K1 D1 D1 D1 K1 D1")) + "#stride=2");
        int before = AddingCodec.DECODED.get();
        for (int round = 0; round < 3; round++) {
            assertEquals(
                    List.of(1, 3, 1),
                    IntStream.range(0, 3).mapToObj(i -> levelOf(images, i)).toList());
        }
        assertEquals(4, AddingCodec.DECODED.get() - before); // up to the last that is wanted
        assertEquals(8192, images.window());
    }

    private static int levelOf(ImageSource images, int i) {
        try {
            return level(images, i);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void damagedFramesAreUnreadableOneByOne() throws Exception {
        ImageSource images =
                Sources.open(write("a.mp4", Movies.adding("K1 D1 X1 D1 K1 D1")).toString());

        assertEquals(6, images.size());
        assertEquals(2, level(images, 1));
        assertEquals(2, level(images, 5));
        assertReason("cannot be decoded: no such letter", images, 2);
        assertReason("cannot be decoded, since it builds on a frame that cannot: no such letter", images, 3);

        Movies movie = Movies.jpeg(4);
        byte[] whole = movie.file();
        Path cut = Files.write(folder.resolve("cut.mov"), Arrays.copyOf(whole, whole.length - 5));
        ImageSource jpegs = Sources.open(cut.toString());
        assertEquals(40, level(jpegs, 2), 2);
        assertReason("the file is cut off before it", jpegs, 3);
    }

    private static void assertReason(String reason, ImageSource images, int i) {
        assertEquals(
                reason, assertThrows(IOException.class, () -> images.decode(i)).getMessage());
    }

    @Test
    void foldersAndListsHaveLabels() throws Exception {
        write("v/b/x/2.mp4", Movies.jpeg(3));
        write("v/a/1.mp4", Movies.adding("K1 D1"));
        Files.writeString(folder.resolve("v/a/notes.txt"), "no video");
        Files.writeString(folder.resolve("v/b/z.mp4"), "nonsense");
        ImageSource images = Sources.open(folder.resolve("v").toString());

        assertEquals(6, images.size());
        assertEquals(List.of("a", "b"), images.classes());
        assertEquals(
                List.of(
                        "a/1.mp4/000000",
                        "a/1.mp4/000001",
                        "b/x/2.mp4/000000",
                        "b/x/2.mp4/000001",
                        "b/x/2.mp4/000002",
                        "b/z.mp4"),
                IntStream.range(0, 6).mapToObj(images::name).toList());
        assertEquals("b", images.label(5));
        assertReason("not an MP4 or MOV file", images, 5);
        assertArrayEquals(new int[] {0, 2, 5}, images.blocks());
        assertEquals(
                "the folder " + folder.resolve("v")
                        + " with 5 frames of 2 videos in 2 classes; 1 cannot be read (b/z.mp4: not an MP4 or MOV file)",
                images.describe());

        Path list = Files.writeString(folder.resolve("list.txt"), "v/b/x/2.mp4\tcat\nv/a/1.mp4\tdog\n");
        assertEquals(5, Sources.open(list.toString()).size());
        ImageSource some = Sources.open(list + "#stride=2");
        assertEquals(3, some.size());
        assertEquals("dog", some.labelled().label(2));

        Files.writeString(folder.resolve("v/a/picture.ppm"), "P2 1 1 255 7");
        assertEquals(1, Sources.open(folder.resolve("v").toString()).size()); // images come first
        assertEquals(4, Sources.open(folder.resolve("v") + "#stride=2").size());
    }

    @Test
    void phonesTurnFrames() throws Exception {
        Movies movie = Movies.jpeg(1);
        Pixels pixels = Pixels.blank(movie.width, movie.height, 3);
        Arrays.fill(pixels.data(), 0, 3 * 16 * 4, (byte) 250); // the upper half
        movie.samples.set(0, ImageEncoder.jpeg(pixels, 95));
        movie.matrix = new int[] {0, 1, 0, -1, 0, 0, 0, 0, 1};
        Pixels turned = Sources.open(write("phone.mov", movie).toString()).decode(0);

        assertEquals(8, turned.width());
        assertEquals(16, turned.height());
        assertEquals(250, turned.sample(7, 8, 0), 15);
        assertEquals(0, turned.sample(0, 8, 0), 15);
    }

    @Test
    void hugeFramesAreRefusedBeforeMemoryIsTaken() throws Exception {
        Movies movie = Movies.adding("K1 D1");
        movie.width = 60_000;
        movie.height = 60_000;
        ImageSource images = Sources.open(write("a.mp4", movie).toString());
        assertReason("the image is too large: 60000 x 60000, more than 100000000 pixels are not decoded", images, 0);
        assertEquals(1, images.window());

        ImageSource small = Sources.open(write("b.mp4", Movies.adding("K1 D1")).toString());
        IOException e =
                assertThrows(IOException.class, () -> small.decode(0, DecodeOptions.DEFAULT.withMaxPixels(100)));
        assertEquals("the image is too large: 16 x 8, more than 100 pixels are not decoded", e.getMessage());
    }

    @Test
    void theLimitOfPixelsHoldsForPartsOfASourceToo() throws Exception {
        Movies turned = Movies.jpeg(2);
        turned.matrix = new int[] {0, 1, 0, -1, 0, 0, 0, 0, 1};
        for (Movies movie : List.of(turned, Movies.adding("K1 D1"))) {
            Path clip = write("limited.mov", movie);
            ImageSource whole = Sources.open(clip.toString());
            Path list = Files.writeString(
                    folder.resolve("list.txt"), "#source=" + clip + "\n" + whole.name(0) + "\n" + whole.name(1) + "\n");
            for (ImageSource part : List.of(
                    ChosenImages.of(whole, new int[] {0, 1}),
                    Sources.open(list.toString()),
                    new SourceAround(whole) {})) {
                DecodeOptions enough = DecodeOptions.DEFAULT.withMaxPixels(16 * 8);
                assertEquals(
                        16 * 8,
                        part.decode(1, enough).width() * part.decode(1, enough).height());
                IOException e = assertThrows(IOException.class, () -> part.decode(1, enough.withMaxPixels(16 * 8 - 1)));
                assertTrue(e.getMessage().contains("16 x 8, more than 127 pixels are not decoded"), e.getMessage());
            }
        }
    }

    @Test
    void saysWhatItCannotRead() throws Exception {
        Movies late = Movies.jpeg(3);
        late.indexFirst = false;
        byte[] whole = late.file();
        assertRefused(
                "it has no index (moov): the file is cut off, or its recording was never finished",
                "a.mp4",
                Arrays.copyOf(whole, whole.length / 2));
        assertRefused("the file is cut off in its index (moov)", "b.mp4", Arrays.copyOf(whole, whole.length - 1));
        assertRefused("not an MP4 or MOV file", "c.mp4", "plain text".getBytes(UTF_8));
        assertRefused("not an MP4 or MOV file", "empty.mp4", new byte[0]);
        Movies sound = Movies.jpeg(1);
        sound.handler = "soun";
        assertRefused("it has no video track", "d.mp4", sound.file());
        assertRefused("its video track has no frames", "e.mp4", Movies.jpeg(0).file());
        Movies other = Movies.jpeg(1);
        other.code = "hvc1";
        assertRefused(
                "H.265 (HEVC) video is not decoded: ffmpeg -i IN -c:v mjpeg -q:v 2 OUT.mov makes motion JPEG of it",
                "f.mp4",
                other.file());
        other.code = "avc1";
        assertRefused(
                "H.264 is decoded by the module selfsame-video, which is not on the class path", "g.mp4", other.file());
        assertRefused(
                ".mkv files are not read, MP4 and MOV files are: ffmpeg -i IN.mkv -c copy OUT.mp4 changes the"
                        + " container",
                "h.mkv",
                new byte[9]);

        Path folderOfBad = Files.createDirectories(folder.resolve("bad"));
        Files.write(folderOfBad.resolve("x.mp4"), new byte[9]);
        assertMessage(
                "none of the 1 videos in " + folderOfBad + " can be read (the first, x.mp4: not an MP4 or MOV file)",
                folderOfBad.toString());
        Path good = write("good.mp4", Movies.jpeg(2));
        assertMessage(
                "a video has frames to choose by #stride=N, from 1 on, and nothing else: " + good + "#stride=0",
                good + "#stride=0");
        assertMessage(
                "a video has frames to choose by #stride=N, from 1 on, and nothing else: " + good + "#label=x",
                good + "#label=x");
        assertMessage("no such folder or file: " + folder + "/none.mp4", folder + "/none.mp4");
        assertMessage(
                "no videos in the folder " + Files.createDirectories(folder.resolve("no")),
                folder.resolve("no") + "#stride=2");
        assertTrue(assertThrows(
                        SourceException.class,
                        () -> Sources.open(folder.resolve("no").toString()))
                .getMessage()
                .startsWith("no images in the folder"));
    }

    private void assertRefused(String reason, String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertMessage("cannot read the video " + file + ": " + reason, file.toString());
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
