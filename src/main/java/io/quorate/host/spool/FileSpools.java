package io.quorate.host.spool;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.spool.Spools;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The spools below one folder, each in a folder named after its log.
///
/// @param lost the name of a spool that the operator declares lost; empty for none
public record FileSpools(Path folder, SpoolLimits limits, String lost) implements Spools {
    @Override
    public Access open(Origin origin) {
        String name = URLEncoder.encode(origin.value(), StandardCharsets.UTF_8);
        try {
            return new Access.Opened(
                    FileSpool.open(folder.resolve(name), limits, FileChannel::open));
        } catch (IOException e) {
            return new Access.Unusable("the spool cannot be used: " + e.getMessage());
        }
    }

    @Override
    public boolean isLost(String name) {
        return !name.isEmpty() && name.equals(lost);
    }
}
