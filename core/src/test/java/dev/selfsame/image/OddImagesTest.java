package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.External;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The images of every kind that users' folders hold, most of them from Pillow's own tests. */
@External
class OddImagesTest {
    private static final Map<String, String> EXPECTED = new TreeMap<>();

    static {
        EXPECTED.put("16bit.cropped.tif", "64 x 64");
        EXPECTED.put("broken.png", "the PNG file does not begin with its header");
        EXPECTED.put("broken_data_stream.png", "the PNG file is damaged: a chunk's checksum is wrong");
        EXPECTED.put(
                "decompression_bomb.gif",
                "the image is too large: 65535 x 66601, more than 100000000 pixels are not decoded");
        EXPECTED.put("empty.jpg", "the file is empty");
        for (String suffix : new String[] {"bmp", "gif", "jpg", "png", "tif", "webp"}) {
            EXPECTED.put("hopper." + suffix, "128 x 128");
        }
        EXPECTED.put("hopper_bad_exif.jpg", "500 x 500");
        EXPECTED.put("hopper_gray.jpg", "128 x 128");
        EXPECTED.put("hopper_orientation_3.jpg", "128 x 128");
        EXPECTED.put("hopper_orientation_6.jpg", "128 x 128");
        EXPECTED.put("hopper_orientation_6.webp", "128 x 128");
        EXPECTED.put("mode_16bit.png", "128 x 64");
        EXPECTED.put("mode_grayscale_alpha.png", "128 x 64");
        EXPECTED.put("mode_palette_alpha.png", "128 x 64");
        EXPECTED.put("one_pixel.png", "1 x 1");
        EXPECTED.put("pal8rle.bmp", "127 x 64");
        EXPECTED.put("pil_sample_cmyk.jpg", "100 x 100");
        EXPECTED.put("png_named.jpg", "128 x 128");
        EXPECTED.put("rgb_trns.png", "64 x 64");
        EXPECTED.put("shortfile.bmp", "the BMP file is cut off");
        EXPECTED.put("text.jpg", "text, not an image (JPEG, PNG, WebP, GIF, BMP, TIFF and PNM are read)");
        EXPECTED.put("tiff_16bit_RGB.tiff", "100 x 40");
        EXPECTED.put("truncated_image.png", "the PNG file is cut off");
        EXPECTED.put("truncated_jpeg.jpg", "the JPEG file is cut off");
        EXPECTED.put("very_wide.png", "4000 x 3");
        EXPECTED.put("zero_width.gif", "the image has no pixels: 0 x 32");
    }

    @Test
    void eachIsReadOrRefusedForItsReason() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (var files = Files.list(Shared.oddImages())) {
            for (Path file : files.toList()) {
                String outcome;
                try {
                    Pixels image = ImageDecoder.decode(Files.readAllBytes(file));
                    outcome = image.width() + " x " + image.height();
                } catch (UnreadableImageException e) {
                    outcome = e.getMessage();
                }
                found.put(file.getFileName().toString(), outcome);
            }
        }
        assertEquals(EXPECTED, found);
    }

    @Test
    void onePictureInManyFormatsIsOnePicture() throws Exception {
        Pixels png = read("hopper.png");
        assertArrayEquals(png.data(), read("hopper.bmp").data());
        assertArrayEquals(png.data(), read("hopper.tif").data());
        assertArrayEquals(png.data(), read("png_named.jpg").data());
        assertClose(png, read("hopper.jpg"), 6);
        assertClose(png, read("hopper.gif"), 8);
        assertClose(png, read("hopper.webp"), 8);
    }

    @Test
    void turnedPicturesStandUpright() throws Exception {
        Pixels upright = read("hopper.jpg");
        for (String name :
                new String[] {"hopper_orientation_3.jpg", "hopper_orientation_6.jpg", "hopper_orientation_6.webp"}) {
            assertClose(upright, read(name), 8);
        }
    }

    private static Pixels read(String name) throws IOException, UnreadableImageException {
        return ImageDecoder.decode(Files.readAllBytes(Shared.oddImages().resolve(name)));
    }

    /** Bounds the mean difference: a picture on its side differs by dozens of levels. */
    private static void assertClose(Pixels expected, Pixels actual, double bound) {
        assertEquals(expected.toString(), actual.toString());
        long sum = 0;
        for (int i = 0; i < expected.data().length; i++) {
            sum += Math.abs((expected.data()[i] & 0xFF) - (actual.data()[i] & 0xFF));
        }
        double mean = (double) sum / expected.data().length;
        assertTrue(mean <= bound, "mean difference " + mean);
    }
}
