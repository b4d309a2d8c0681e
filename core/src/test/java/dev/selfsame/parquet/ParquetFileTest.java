package dev.selfsame.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The values of the files in the resources follow the rules of {@code benchmarks/peers/parquet_resources.py}, which wrote
 * them by pyarrow.
 */
class ParquetFileTest {
    private static final int ROWS = 700;

    @TempDir
    Path folder;

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ParquetFileTest.class.getResource("/parquet/" + name))
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-snappy", "v2-zstd", "plain-gzip", "delta-lz4"})
    void readsEveryEncodingAndCompressionAsPyarrowWroteIt(String name) throws Exception {
        ParquetFile file = ParquetFile.open(resource(name + ".parquet"));

        assertEquals(
                List.of(
                        new ParquetColumn("bytes", ParquetColumn.Kind.BYTES, 0, 1),
                        new ParquetColumn("text", ParquetColumn.Kind.TEXT, 1, 1),
                        new ParquetColumn("long", ParquetColumn.Kind.INTEGER, 2, 1),
                        new ParquetColumn("int", ParquetColumn.Kind.INTEGER, 3, 1)),
                file.columns());
        assertEquals(ROWS, file.rows());
        assertEquals(3, file.groups());
        assertEquals(100, file.rows(2));
        assertTrue(file.pages(file.columns().get(0), 0).count() > 2);
        assertColumn(file, 1, i -> i % 5 == 3 ? null : "class/" + i % 11 + "/abc");
        assertColumn(file, 2, i -> i % 7 == 2 ? null : Long.toString((i % 13 - 6) * 10_000_000_019L));
        assertColumn(file, 3, i -> Integer.toString(i * i - 5000));
        ParquetCursor bytes = file.cursor(file.columns().get(0));
        for (int i = 0; i < ROWS; i++) {
            byte[] expected = new byte[i % 5];
            for (int k = 0; k < expected.length; k++) {
                expected[k] = (byte) (i + k);
            }
            assertArrayEquals(expected, bytes.bytes());
        }
    }

    private static void assertColumn(ParquetFile file, int column, IntFunction<String> rule) throws IOException {
        ParquetCursor cursor = file.cursor(file.columns().get(column));
        for (int i = 0; i < ROWS; i++) {
            assertEquals(rule.apply(i), cursor.text());
        }
        assertThrows(IllegalStateException.class, cursor::text);
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0, UNCOMPRESSED", "PARQUET_1_0, SNAPPY", "PARQUET_2_0, ZSTD", "PARQUET_2_0, UNCOMPRESSED"})
    void readsWhatApachesOwnWriterWrites(ParquetProperties.WriterVersion version, CompressionCodecName codec)
            throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m { optional group image { optional binary"
                + " bytes; required binary path (STRING); } repeated int32 many; required int64 label; }");
        Path path = folder.resolve("apache.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withWriterVersion(version)
                .withCompressionCodec(codec)
                .withPageSize(300)
                .withRowGroupSize(4000L)
                .build()) {
            SimpleGroupFactory groups = new SimpleGroupFactory(schema);
            for (int i = 0; i < 500; i++) {
                Group row =
                        groups.newGroup().append("many", 1).append("many", 2).append("label", i % 50L);
                if (i % 3 != 0) {
                    Group image = row.addGroup("image");
                    image.append("path", "folder/" + i + ".png");
                    if (i % 3 != 1) {
                        image.append("bytes", Binary.fromString("bytes of image " + i));
                    }
                }
                writer.write(row);
            }
        }

        ParquetFile file = ParquetFile.open(path);
        assertEquals(500, file.rows());
        assertEquals(2, file.columns().get(0).maxDefinition());
        assertEquals(ParquetColumn.Kind.OTHER, file.columns().get(2).kind());
        ParquetCursor bytes = file.cursor(file.columns().get(0));
        ParquetCursor paths = file.cursor(file.columns().get(1));
        ParquetCursor labels = file.cursor(file.columns().get(3));
        for (int i = 0; i < 500; i++) {
            assertEquals(i % 3 == 0 ? null : "folder/" + i + ".png", paths.text());
            assertEquals(i % 3 != 2 ? null : "bytes of image " + i, bytes.text());
            assertEquals(Long.toString(i % 50), labels.text());
        }
        assertEquals(
                "column many cannot be read: it is encrypted, in another file, or of a type that is not read",
                assertThrows(IOException.class, () -> file.pages(file.columns().get(2), 0))
                        .getMessage());
    }

    @Test
    void findsTheRowThatIsAskedFor() throws Exception {
        ParquetFile file = ParquetFile.open(resource("v2-zstd.parquet"));
        ParquetPages pages = file.pages(file.columns().get(1), 1);
        for (int row : new int[] {0, 49, 50, 299, 123}) {
            int page = pages.pageOf(row);
            int i = 300 + row;
            ParquetValues values = pages.read(page);
            assertEquals(i % 5 == 3 ? null : "class/" + i % 11 + "/abc", values.text(row - pages.firstRow(page)));
        }
    }

    @Test
    void holdsWhatHuggingFaceNotes() throws Exception {
        ParquetFile file = ParquetFile.open(resource("huggingface.parquet"));
        assertTrue(Objects.requireNonNull(file.metadata().get("huggingface")).contains("zebra"));
        ParquetCursor images = file.cursor(file.columns().get(0));
        for (int i = 0; i < 12; i++) {
            byte[] bytes = images.bytes();
            if (i == 7) {
                assertNull(bytes);
            } else {
                assertEquals("PNG", new String(bytes, 1, 3, UTF_8));
            }
        }
    }

    @Test
    void saysWhyItCannotRead() throws Exception {
        byte[] good = Files.readAllBytes(resource("plain-gzip.parquet"));
        assertReason("no Parquet file: 11 bytes", Arrays.copyOf(good, 11));
        assertReason("the Parquet file is cut off", Arrays.copyOf(good, good.length - 1));
        assertReason("no Parquet file", new byte[100]);
        byte[] encrypted = good.clone();
        encrypted[good.length - 1] = 'E';
        assertReason("an encrypted Parquet file", encrypted);
        byte[] longFooter = good.clone();
        longFooter[good.length - 5] = 127;
        assertReason(
                "the footer is damaged: it claims " + (Integer.toUnsignedLong(127 << 24) + footerLength(good))
                        + " bytes of " + good.length,
                longFooter);
        byte[] brokenFooter = good.clone();
        Arrays.fill(brokenFooter, good.length - 100, good.length - 8, (byte) 0xFF);
        assertReason("the footer is damaged", brokenFooter);

        byte[] brokenPage = good.clone();
        brokenPage[60] ^= 4;
        ParquetFile file = ParquetFile.open(Files.write(folder.resolve("page.parquet"), brokenPage));
        ParquetPages pages = file.pages(file.columns().get(0), 0);
        assertEquals(
                "a page is damaged: its checksum is wrong",
                assertThrows(IOException.class, () -> pages.read(0)).getMessage());
        assertFalse(pages.read(1).isNull(0));

        ParquetFile brotli = ParquetFile.open(resource("brotli.parquet"));
        assertEquals(
                "pages compressed by BROTLI are not read: write them uncompressed or by snappy, gzip, zstd or lz4_raw",
                assertThrows(
                                IOException.class,
                                () -> brotli.pages(brotli.columns().get(0), 0))
                        .getMessage());
    }

    @Test
    void takesNoMemoryForWhatIsOnlyClaimed() throws IOException {
        int claim = 1 << 30;
        byte[] small = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 4, 0, 1}; // snappy: 2^30 bytes, one there
        PageHeader header = new PageHeader(PageType.DATA_PAGE, claim, small.length);
        header.setData_page_header(new DataPageHeader(3, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        Path file = handMade(header, small, 3);
        ParquetFile parquet = ParquetFile.open(file);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ParquetPages pages = parquet.pages(parquet.columns().get(0), 0);
        assertThrows(IOException.class, () -> pages.read(0));
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 1 << 22, taken + " bytes taken");

        Path rows = handMade(header, small, claim);
        assertEquals(
                "row group 0 claims 1073741824 rows",
                assertThrows(IOException.class, () -> ParquetFile.open(rows)).getMessage());
    }

    private Path handMade(PageHeader header, byte[] page, long rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PAR1".getBytes(UTF_8));
        Util.writePageHeader(header, out);
        out.writeBytes(page);
        ColumnMetaData column = new ColumnMetaData(
                Type.BYTE_ARRAY,
                List.of(Encoding.PLAIN),
                List.of("image"),
                CompressionCodec.SNAPPY,
                rows,
                out.size(),
                out.size() - 4L,
                4);
        List<SchemaElement> schema = List.of(
                new SchemaElement("m").setNum_children(1),
                new SchemaElement("image").setType(Type.BYTE_ARRAY).setRepetition_type(FieldRepetitionType.REQUIRED));
        RowGroup group = new RowGroup(List.of(new ColumnChunk(4).setMeta_data(column)), out.size(), rows);
        int start = out.size();
        Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), out);
        int length = out.size() - start;
        out.writeBytes(new byte[] {(byte) length, (byte) (length >> 8), 0, 0, 'P', 'A', 'R', '1'});
        return Files.write(folder.resolve("made.parquet"), out.toByteArray());
    }

    private static int footerLength(byte[] file) {
        int at = file.length - 8;
        return (file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16;
    }

    private void assertReason(String expected, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("broken.parquet"), bytes);
        assertEquals(
                expected,
                assertThrows(IOException.class, () -> ParquetFile.open(file)).getMessage());
    }
}
