package com.callvault.infra.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How a part tells that it does its work, and what others must know of it: a file that appears whole. */
final class Ready {

    private Ready() {}

    /** Only its owner may read it: what the stores tell has their password in it. */
    static void write(Path file, Map<String, String> told) throws IOException {
        var properties = new Properties();
        properties.putAll(told);
        var partial = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var writer = Files.newBufferedWriter(partial)) {
            properties.store(writer, null);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var told = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> told.put(name, properties.getProperty(name)));
        return told;
    }
}
