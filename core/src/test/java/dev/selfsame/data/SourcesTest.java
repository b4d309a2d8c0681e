package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    @Test
    void opensFoldersAndLists() throws IOException {
        Files.write(folder.resolve("a.jpg"), new byte[1]);
        Path list = Files.writeString(folder.resolve("list.txt"), "a.jpg\n");
        Path tricky = Files.createDirectory(folder.resolve("photos.tar"));
        Files.write(tricky.resolve("b.jpg"), new byte[1]);

        assertInstanceOf(ImageFolder.class, Sources.open(folder.toString()));
        assertInstanceOf(ImageFolder.class, Sources.open(tricky.toString()));
        assertInstanceOf(PathList.class, Sources.open(list.toString()));
        assertEquals(DemoImages.train().fingerprint(), Sources.open("demo").fingerprint());
        assertEquals(DemoImages.test().fingerprint(), Sources.open("demo:test").fingerprint());
    }

    @Test
    void opensArchivesAndPatterns() throws IOException {
        Path tar = Files.write(folder.resolve("S-1.TAR"), Archives.tar(0, 2));
        Files.write(folder.resolve("S-2.TAR"), Archives.tar(2, 4));
        Path packed = Files.write(folder.resolve("s.tar.gz"), Archives.gzip(Archives.tar(0, 2)));
        Path odd = Files.write(folder.resolve("{1,2}.tar"), Archives.tar(0, 1));
        Archives.zip(folder.resolve("a.zip"), "1.ppm");

        assertInstanceOf(TarImages.class, Sources.open(tar.toString()));
        assertInstanceOf(TarImages.class, Sources.open(packed.toString()));
        assertInstanceOf(ZipImages.class, Sources.open(folder.resolve("a.zip").toString()));
        assertEquals(1, Sources.open(odd.toString()).size());
        assertEquals(4, Sources.open(folder + "/S-{1..2}.TAR").size());
        assertEquals(4, Sources.open(folder + "/S-*.TAR").size());
        assertEquals(6, Sources.open(folder + "/{S-1.TAR,s.tar.gz,S-2.TAR}").size());
    }

    @Test
    void saysWhatItCannotOpenAndWhatToDo() throws IOException {
        Files.write(folder.resolve("a.jpg"), new byte[1]);
        assertMessage(
                folder.resolve("a.jpg") + " is one image: give the folder that holds it, or a text file of paths",
                folder.resolve("a.jpg").toString());
        assertMessage("no such folder or file: nowhere", "nowhere");
        assertMessage("cannot read the tar archive a.tar.GZ: no such file", "a.tar.GZ");
        assertMessage(
                "such archives are not supported yet: a.7z; unpack it and give the folder, or a zip or tar", "a.7z");
        assertMessage(
                "binary files by other names than CIFAR's (data_batch_1.bin, train.bin) and STL-10's (train_X.bin) are not"
                        + " supported yet: mine.bin; unpack it into image files",
                "mine.bin");
        assertMessage("no such folder or file: nowhere#1.txt", "nowhere#1.txt");
        assertMessage("no such folder or file: nowhere:part#1", "nowhere:part#1");
        assertMessage("no such folder or file: nowhere.mp4#frames", "nowhere.mp4#frames");
        assertMessage("cannot read the tar archive a#1.tar: no such file", "a#1.tar");
        assertMessage("no file matches a#1-*.parquet", "a#1-*.parquet");
        assertMessage("expected #path=COLUMN,label=COLUMN behind the file, got #1 in a-*.parquet#1", "a-*.parquet#1");
        assertMessage("no such folder or file: train-images-idx3-ubyte.gz", "train-images-idx3-ubyte.gz");
        assertMessage(
                "the folder " + folder
                        + " has no parts or columns to choose from: it holds no files of CIFAR, STL-10 or"
                        + " MNIST, and no Parquet files",
                folder + ":test");
        assertMessage("the source is empty: give a folder of images or a text file of paths", " ");
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
