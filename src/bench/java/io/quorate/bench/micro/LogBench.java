package io.quorate.bench.micro;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.audit.tree.Leaf;
import io.quorate.core.audit.tree.TreeEdge;
import io.quorate.core.protocol.Origin;
import io.quorate.engine.Entries;
import io.quorate.engine.Entries.Call;
import io.quorate.engine.Entry;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What the log does with a decision of seven votes before PostgreSQL sees it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class LogBench {
    private final Entry entry =
            new Entries(new Origin("bench"), new SplittableRandom(1)).of(1, new Call("request"));
    private final byte[] hash = Leaf.of(DecisionLeaf.of(entry.record()).bytes()).hashBytes();
    private final TreeEdge tree = TreeEdge.empty();

    @Benchmark
    public Leaf leaf() {
        return Leaf.of(DecisionLeaf.of(entry.record()).bytes());
    }

    @Benchmark
    public void append(Blackhole hole) {
        tree.append(hash, hole::consume);
    }
}
