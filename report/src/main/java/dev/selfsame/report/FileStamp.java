package dev.selfsame.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** By what it is seen that a file changed, without reading it. */
record FileStamp(long modified, long size) {
    static final FileStamp NONE = new FileStamp(0, -1);

    /** Of a file or folder; the same for all that aren't there. */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (IOException e) {
            return NONE;
        }
    }

    boolean isThere() {
        return size >= 0;
    }
}
