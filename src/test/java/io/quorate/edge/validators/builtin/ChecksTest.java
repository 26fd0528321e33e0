package io.quorate.edge.validators.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.protocol.Source;
import io.quorate.core.protocol.Submission;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One answer that each check accepts, one that it rejects and one that it has nothing to say of.
class ChecksTest {
    private static final Source REPORT =
            new Source(
                    "report",
                    "Annual report",
                    "The Pine Bridge was built in 1887 by Dexter Jones. It is 40 metres long. The"
                            + " bridge was not damaged by the flood of 1936.");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    support            | ACCEPT  | Dexter Jones built it in 1887.
                    support            | REJECT  | A wealthy merchant from Boston paid for everything.
                    phrases            | ACCEPT  | The bridge was built by Dexter Jones.
                    phrases            | REJECT  | Two brothers made repairs every summer.
                    focus              | ACCEPT  | Dexter Jones
                    focus              | REJECT  | The Golden Goose
                    names              | ACCEPT  | It was Dexter Jones.
                    names              | REJECT  | It was Maria Lopez.
                    names              | ABSTAIN | it was made of iron
                    numbers            | ACCEPT  | It was built in 1887.
                    numbers            | REJECT  | It was built in 1878.
                    numbers            | ABSTAIN | It was built long ago.
                    contradictions     | ACCEPT  | The bridge is 40 metres long.
                    contradictions     | REJECT  | The bridge was damaged by the flood of 1936.
                    citation-format    | ACCEPT  | Jones built it [1].
                    citation-format    | REJECT  | Jones built it [1][].
                    citation-format    | ABSTAIN | Jones built it.
                    citation-source    | ACCEPT  | Jones built it [report].
                    citation-source    | ACCEPT  | Jones built it [Annual report].
                    citation-source    | REJECT  | Jones built it [7].
                    quotations         | ACCEPT  | It says "built in 1887 by Dexter Jones".
                    quotations         | REJECT  | It says "built in 1887 by his brother".
                    citation-relevance | ACCEPT  | Dexter Jones built the bridge in 1887 [1].
                    citation-relevance | REJECT  | Whales sing under arctic ice [1].
                    structure          | ACCEPT  | It is long (40 metres).
                    structure          | REJECT  | It is long (40 metres.
                    repetition         | ACCEPT  | The bridge was built in 1887 by Dexter Jones and is 40 metres long today.
                    repetition         | REJECT  | It is a long bridge. It is a long bridge. It is a long bridge. It is a long bridge.
                    repetition         | ABSTAIN | It is long.
                    self-contradiction | ACCEPT  | The bridge is long. Jones built it.
                    self-contradiction | REJECT  | The old bridge was damaged badly. The old bridge was not damaged badly.
                    self-contradiction | ABSTAIN | The bridge is long.
                    subject            | ACCEPT  | Jones built the bridge. It is 40 metres long.
                    subject            | REJECT  | Whales sing. Bananas ripen slowly.
                    question-coverage  | ACCEPT  | As we know today, Dexter Jones built the Pine Bridge himself.
                    question-coverage  | REJECT  | There are many things to say of whales in winter.
                    question-parts     | ACCEPT  | Dexter Jones
                    question-parts     | REJECT  | it was made of iron
                    substance          | ACCEPT  | Dexter Jones
                    substance          | REJECT  | Who built the Pine Bridge
                    completion         | ACCEPT  | Dexter Jones built it.
                    completion         | REJECT  | Dexter Jones built it and
                    completion         | REJECT  | I'm sorry, but I do not know.
                    """)
    void aCheckSays(String check, String expected, String answer) {
        Judgement judgement =
                Builtins.judge(
                        check, Submission.ofAnswer("Who built the Pine Bridge?", answer, REPORT));
        String said =
                switch (judgement) {
                    case Judgement.Opinion opinion -> opinion.choice().value();
                    case Judgement.Abstention _ -> "ABSTAIN";
                };
        assertEquals(expected, said, judgement::toString);
    }
}
