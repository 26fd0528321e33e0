package io.quorate.bench.report;

import io.quorate.bench.Options;
import io.quorate.bench.report.Gate.Judged;
import io.quorate.bench.report.Gate.Judgement;
import java.nio.file.Path;
import java.util.List;

/// Says of each threshold whether what was measured holds it.
public final class Judge {
    private static final String HELP =
            """
            judge [OPTION VALUE ...]

              Holds what was measured last against thresholds, which are ratios, and ends with 1
              when one is broken or was not measured; "gate" measures first.

              --thresholds FILE   in place of src/bench/resources/gate.json
            """;

    private Judge() {}

    /// @return whether every threshold was measured and holds
    public static boolean judge(String... arguments) throws Exception {
        var read = Options.read(HELP, arguments);
        if (read.isEmpty()) {
            return true;
        }
        List<Results> all = Results.read();
        boolean held = true;
        Path file = read.get().text("thresholds").map(Path::of).orElse(Gate.THRESHOLDS);
        for (Gate gate : Gate.read(file)) {
            Judged judged = gate.judge(all);
            held &= judged.judgement() == Judgement.HELD;
            System.out.println(judged.line());
        }
        return held;
    }
}
