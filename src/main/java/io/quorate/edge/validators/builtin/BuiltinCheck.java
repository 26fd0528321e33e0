package io.quorate.edge.validators.builtin;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.facts.Contradictions;
import io.quorate.edge.validators.builtin.facts.Focus;
import io.quorate.edge.validators.builtin.facts.NamedThings;
import io.quorate.edge.validators.builtin.facts.Numbers;
import io.quorate.edge.validators.builtin.facts.Phrases;
import io.quorate.edge.validators.builtin.facts.Support;
import java.util.List;

/// A check with its name and with what its strength is worth.
record BuiltinCheck(String name, String pool, String looksAt, Check check, Scale scale) {
    private static final String FACTS = "facts";

    static final List<BuiltinCheck> ALL =
            List.of(
                    new BuiltinCheck(
                            "support",
                            FACTS,
                            "whether one place in the sources holds what each sentence says",
                            new Support(),
                            new Scale(-4, 8)),
                    new BuiltinCheck(
                            "phrases",
                            FACTS,
                            "whether words that stand together in the answer do so in a source",
                            new Phrases(),
                            new Scale(-4, 8)),
                    new BuiltinCheck(
                            "focus",
                            FACTS,
                            "whether what the answer adds to its question stands in the sources"
                                    + " where they speak of it",
                            new Focus(),
                            new Scale(-4, 8)),
                    new BuiltinCheck(
                            "names",
                            FACTS,
                            "whether the sources know the names in the answer",
                            new NamedThings(),
                            new Scale(-4, 8)),
                    new BuiltinCheck(
                            "numbers",
                            FACTS,
                            "whether numbers, dates and amounts are those of the sources",
                            new Numbers(),
                            new Scale(-4, 8)),
                    new BuiltinCheck(
                            "contradictions",
                            FACTS,
                            "whether a source says the opposite",
                            new Contradictions(),
                            new Scale(-4, 8)));
}
