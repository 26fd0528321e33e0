package io.quorate.host.policyfile;

import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.host.policyfile.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// What lies where the policy should be.
sealed interface PolicyBytes {

    /// A file and what is in it.
    record Content(Path file, byte[] bytes) implements PolicyBytes {}

    /// Nothing that can be read, and why.
    record Unreadable(LocatedProblem problem) implements PolicyBytes {}

    /// Reads a file, or the only YAML file in a folder; never much more of it than a policy may
    /// have.
    static PolicyBytes read(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                return content(path);
            }
            List<Path> files = yamlFiles(path);
            return files.size() == 1 ? content(files.getFirst()) : notOne(path, files);
        } catch (NoSuchFileException e) {
            return unreadable(path, "does not exist", "name the policy file that is meant");
        } catch (IOException | DirectoryIteratorException e) {
            return unreadable(
                    path,
                    "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "give the sidecar's user the right to read it");
        }
    }

    private static PolicyBytes content(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            return unreadable(file, "is no ordinary file", "name the policy file that is meant");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new Content(file, in.readNBytes(YamlReader.BYTES_MAX + 1));
        }
    }

    private static PolicyBytes notOne(Path folder, List<Path> files) {
        if (files.isEmpty()) {
            return unreadable(
                    folder, "is a folder without a YAML file", "put the policy there, or name it");
        }
        String names =
                files.stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .collect(Collectors.joining(", "));
        return unreadable(
                folder,
                "holds " + files.size() + " YAML files: " + names,
                "a policy is one file; name the one that is meant");
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[!.]*.{yaml,yml}")) {
            entries.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private static Unreadable unreadable(Path path, String reason, String remedy) {
        return new Unreadable(LocatedProblem.ofFile(path.toString(), reason, remedy));
    }
}
