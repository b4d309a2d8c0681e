package dev.selfsame.pth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The format of {@code torch.save} since PyTorch 1.6: a zip archive whose members are stored, not compressed, in one
 * folder: {@code data.pkl} and {@code data/KEY} for each storage.
 */
final class ZipFormat {
    private static final String PICKLE = "data.pkl";

    /** Stands for a member that is compressed or encrypted. */
    private static final Records.Extent PACKED = new Records.Extent(-1, -1);

    private ZipFormat() {}

    static Records read(Path path, FileChannel file) throws IOException {
        Map<String, Records.Extent> members = members(path, file.size());
        String folder = folder(members);
        String data = folder + "data/";
        for (Map.Entry<String, Records.Extent> member : members.entrySet()) {
            boolean needed =
                    member.getKey().equals(folder + PICKLE) || member.getKey().startsWith(data);
            if (needed && member.getValue().equals(PACKED)) {
                throw new Refusal(
                        "its member " + member.getKey() + " is compressed or encrypted, which torch.save never"
                                + " does; unpack the archive and pack it without compression");
            }
        }
        Records.Extent order = members.get(folder + "byteorder");
        if (order != null && !text(file, order).equals("little")) {
            throw new Refusal(
                    "its values are big-endian; it was written on a machine of another kind, and is not read here");
        }
        Records.Extent pickle = members.getOrDefault(folder + PICKLE, PACKED);
        if (pickle.bytes() > Records.MOST_PICKLE_BYTES) {
            throw new Refusal("its pickle has " + pickle.bytes() + " bytes, more than the " + Records.MOST_PICKLE_BYTES
                    + " that are read");
        }
        Object root = new Pickle(new FileSection(file, pickle.begin(), pickle.begin() + pickle.bytes())).next();
        Map<String, Records.Extent> storages = new HashMap<>();
        members.forEach((name, extent) -> {
            if (name.startsWith(data)) {
                storages.put(name.substring(data.length()), extent);
            }
        });
        return new Records(root, storages);
    }

    private static String folder(Map<String, Records.Extent> members) throws Refusal {
        String found = null;
        for (String name : members.keySet()) {
            if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
                if (found != null) {
                    throw new Refusal("it is damaged: it has two members " + PICKLE);
                }
                found = name.substring(0, name.length() - PICKLE.length());
            }
        }
        if (found == null) {
            throw new Refusal("it is a zip archive without a member " + PICKLE + ", so torch.save did not write it");
        }
        String code = found + "code/";
        if (members.containsKey(found + "constants.pkl")
                || members.keySet().stream().anyMatch(name -> name.startsWith(code))) {
            throw new Refusal(
                    "it is a TorchScript program, not weights: load it in Python by torch.jit.load and save its"
                            + " state_dict() by torch.save");
        }
        return found;
    }

    private static Map<String, Records.Extent> members(Path path, long size) throws IOException {
        Map<String, Records.Extent> members = new HashMap<>();
        try (SeekableByteChannel channel = Files.newByteChannel(path);
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                long begin = entry.getDataOffset();
                boolean plain = entry.getMethod() == ZipEntry.STORED
                        && entry.getSize() == entry.getCompressedSize()
                        && !entry.getGeneralPurposeBit().usesEncryption();
                if (!plain) {
                    members.put(entry.getName(), PACKED);
                    continue;
                }
                if (begin < 0 || entry.getSize() < 0 || entry.getSize() > size - begin) {
                    throw new Refusal("it is damaged: its member " + entry.getName() + " lies beyond its end");
                }
                members.put(entry.getName(), new Records.Extent(begin, entry.getSize()));
            }
            return members;
        } catch (Refusal e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whatever the parser makes of garbage
            throw new Refusal(
                    "it is cut off or damaged: the directory of the zip archive, which stands at its end, can't"
                            + " be read");
        }
    }

    private static String text(FileChannel file, Records.Extent extent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(extent.bytes(), 16)));
        for (int read = 0; bytes.hasRemaining() && read >= 0; ) {
            read = file.read(bytes, extent.begin() + bytes.position());
        }
        return US_ASCII.decode(bytes.flip()).toString();
    }
}
