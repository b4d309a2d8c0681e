package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    Path folder;

    private String csv(String text) throws IOException {
        return Files.writeString(folder.resolve("m.csv"), text).toString();
    }

    @Test
    void readsPathsAndLabelsByTheUsualNames() throws IOException {
        Files.createDirectories(folder.resolve("é, x"));
        Files.write(folder.resolve("é, x/1.jpg"), new byte[] {1});
        ImageSource images = Sources.open(
                csv("\uFEFFFileName,size,Class\r\n\"é, x/1.jpg\",3,\"a \"\"b\"\"\"\r\n\r\nb.jpg,4,\r\nc.jpg,5,ü\n"));

        assertEquals(3, images.size());
        assertEquals("é, x/1.jpg", images.name(0));
        assertArrayEquals(new byte[] {1}, images.read(0));
        assertEquals(List.of("a \"b\"", "ü"), images.classes());
        assertEquals("ü", images.label(2));
        assertNull(images.label(1));
        assertEquals("the manifest " + folder.resolve("m.csv") + " with 3 images in 2 classes", images.describe());
        assertEquals("no such file", Reason.of(assertThrows(IOException.class, () -> images.read(1))));
    }

    @Test
    void readsTabsToo() throws IOException {
        Path file = Files.writeString(folder.resolve("m.TSV"), "label\tpath\nx\ta,b.jpg\n");
        ImageSource images = Sources.open(file.toString());
        assertEquals("a,b.jpg", images.name(0));
        assertEquals("x", images.label(0));
    }

    @Test
    void columnsCanBeChosen() throws IOException {
        String file = csv("path,kind,url\na.jpg,x,b.jpg\n");
        assertEquals(List.of(), Sources.open(file).classes());
        assertEquals("x", Sources.open(file + "#label=kind").label(0));
        ImageSource other = Sources.open(file + "#path=url,label=path");
        assertEquals("b.jpg", other.name(0));
        assertEquals("a.jpg", other.label(0));
        assertMessage(file + " has no column Kind: its columns are path, kind, url", file + "#label=Kind");
    }

    @Test
    void aPartCanBeChosenAndIsTrainWhereThereIsOne() throws IOException {
        String file = csv("path,split\na.jpg,train\nb.jpg,test\nc.jpg,train\n");
        assertEquals(2, Sources.open(file).size());
        assertEquals(
                "the split train of the manifest " + file + " with 2 images in no classes",
                Sources.open(file).describe());
        assertEquals("b.jpg", Sources.open(file + ":test").name(0));
        assertMessage("no images in the manifest " + file + " of the split val: it has test, train", file + ":val");
        String numbers = csv("path,split,fold\na.jpg,0,x\nb.jpg,1,y\n");
        assertEquals(2, Sources.open(numbers).size());
        assertEquals("b.jpg", Sources.open(numbers + ":y#split=fold").name(0));
        String none = csv("path\na.jpg\n");
        assertMessage(
                "the manifest " + none + " has no column split to choose test from; name one with " + none
                        + ":test#split=COLUMN",
                none + ":test");
    }

    /** A broken quote makes many lines one name; found by {@link DataSetFuzzTest}. */
    @Test
    void namesOfSeveralLinesAreSaidInOne() throws IOException {
        String file = csv("\"a\nth\",label\nb.jpg,y\n");
        assertMessage(
                "no column of paths (path, file, filename, file_name, image) in " + file
                        + ": its columns are a?th, label; name one with " + file + "#path=COLUMN",
                file);
        String parts = csv("path,split\na.jpg,\"tr\nain\"\n");
        assertMessage("no images in the manifest " + parts + " of the split test: it has tr?ain", parts + ":test");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        String file = csv("where,what\na.jpg,x\n");
        assertMessage(
                "no column of paths (path, file, filename, file_name, image) in " + file
                        + ": its columns are where, what; name one with " + file + "#path=COLUMN",
                file);
        csv("path,label\na.jpg,x\nb.jpg\nc.jpg,x\n");
        assertMessage(file + " line 3: expected 2 values, got 1", file);
        csv("path,label\na.jpg,x\n,y\nc.jpg,x");
        assertMessage("the manifest " + file + " has no path in line 3", file);
        csv("path,label\n");
        assertMessage("no images in the manifest " + file, file);
        csv("");
        assertMessage("the manifest " + file + " is empty", file);
        csv("path\n\"a.jpg\nb.jpg\n");
        assertMessage(
                "cannot read the manifest " + file
                        + ": line 3 is damaged: (startline 2) EOF reached before encapsulated token finished",
                file);
        Files.write(folder.resolve("m.csv"), "path\na\0b\n".getBytes(UTF_8));
        assertMessage("the manifest " + file + " has no path but bytes in line 2", file);
        assertMessage("cannot read the manifest nowhere.csv: no such file", "nowhere.csv");
    }

    @Test
    void aParquetFileWithPathsOnlyIsAManifest() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { optional binary file (STRING); optional int64 target; required binary split (STRING); }");
        Path file = folder.resolve("m.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build()) {
            for (int i = 0; i < 6; i++) {
                Group row = new SimpleGroupFactory(schema).newGroup().append("split", i < 4 ? "train" : "test");
                if (i != 5) {
                    row.append("file", "é/" + i + ".jpg");
                }
                if (i > 0) {
                    row.append("target", i % 2L);
                }
                writer.write(row);
            }
        }
        Files.createDirectories(folder.resolve("é"));
        Files.write(folder.resolve("é/2.jpg"), new byte[] {7});
        ImageSource images = Sources.open(file.toString());

        assertEquals(4, images.size());
        assertEquals("é/2.jpg", images.name(2));
        assertArrayEquals(new byte[] {7}, images.read(2));
        assertEquals(List.of("0", "1"), images.classes());
        assertNull(images.label(0));
        assertEquals("1", images.label(3));
        assertMessage("the manifest " + file + " has no path in row 5", file + ":test");
        assertMessage("column target of " + file + " holds neither text nor bytes", file + "#path=target");
        assertEquals("train", Sources.open(file + "#label=split").label(0));
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
