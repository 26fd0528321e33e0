package io.quorate.host.spool;

import io.quorate.core.protocol.Origin;
import io.quorate.engine.spool.Spool;
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
    public Spool open(Origin origin) throws IOException {
        String name = URLEncoder.encode(origin.value(), StandardCharsets.UTF_8);
        return FileSpool.open(folder.resolve(name), limits, FileChannel::open);
    }

    @Override
    public boolean isLost(String name) {
        return !name.isEmpty() && name.equals(lost);
    }
}
