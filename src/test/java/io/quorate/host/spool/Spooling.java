package io.quorate.host.spool;

import io.quorate.engine.spool.Spools;
import java.nio.file.Path;

/// Spools as drills need them.
public final class Spooling {
    private Spooling() {}

    public static Spools in(Path folder) {
        return new FileSpools(folder, SpoolLimits.DEFAULT, "");
    }

    /// Those of an operator who declares one lost.
    public static Spools without(Path folder, String lost) {
        return new FileSpools(folder, SpoolLimits.DEFAULT, lost);
    }

    /// Those of a machine with little room.
    public static Spools small(Path folder, long bytesMax) {
        return new FileSpools(folder, SpoolLimits.DEFAULT.bytesMax(bytesMax), "");
    }
}
