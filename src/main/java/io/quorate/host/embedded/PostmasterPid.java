package io.quorate.host.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server writes about itself into `postmaster.pid` of its data folder.
///
/// The server writes the file line by line while it starts, so a reader can meet any prefix of it.
///
/// @param pid the main process; positive
/// @param port 0 as long as it is not written
/// @param status empty as long as it is not written
record PostmasterPid(long pid, int port, String status) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    PostmasterPid {
        if (pid <= 0 || port < 0) {
            throw new IllegalArgumentException("No process id or port: " + pid + ", " + port);
        }
    }

    /// Empty when there is no file, or nothing in it that names a process.
    static Optional<PostmasterPid> read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    static Optional<PostmasterPid> parse(String text) {
        List<String> lines = text.lines().toList();
        // A stand-alone backend writes its process id with a minus sign.
        long pid = Math.abs(number(lines, 0));
        int port = Math.clamp(number(lines, PORT_LINE), 0, 65_535);
        String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
        return pid > 0 ? Optional.of(new PostmasterPid(pid, port, status)) : Optional.empty();
    }

    boolean accepts() {
        return status.equals("ready");
    }

    private static long number(List<String> lines, int index) {
        if (lines.size() <= index) {
            return 0;
        }
        try {
            return Integer.parseInt(lines.get(index).strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
