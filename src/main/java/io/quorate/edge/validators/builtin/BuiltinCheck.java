package io.quorate.edge.validators.builtin;

import io.quorate.edge.validators.builtin.check.Check;
import io.quorate.edge.validators.builtin.citations.CitationFormat;
import io.quorate.edge.validators.builtin.citations.CitationRelevance;
import io.quorate.edge.validators.builtin.citations.CitationSource;
import io.quorate.edge.validators.builtin.citations.Quotations;
import io.quorate.edge.validators.builtin.coherence.Repetition;
import io.quorate.edge.validators.builtin.coherence.SelfContradiction;
import io.quorate.edge.validators.builtin.coherence.Structure;
import io.quorate.edge.validators.builtin.coherence.Subject;
import io.quorate.edge.validators.builtin.completeness.Completion;
import io.quorate.edge.validators.builtin.completeness.QuestionCoverage;
import io.quorate.edge.validators.builtin.completeness.QuestionParts;
import io.quorate.edge.validators.builtin.completeness.Substance;
import io.quorate.edge.validators.builtin.facts.Contradictions;
import io.quorate.edge.validators.builtin.facts.Focus;
import io.quorate.edge.validators.builtin.facts.NamedThings;
import io.quorate.edge.validators.builtin.facts.Numbers;
import io.quorate.edge.validators.builtin.facts.Phrases;
import io.quorate.edge.validators.builtin.facts.Support;
import io.quorate.edge.validators.builtin.query.Coverage;
import io.quorate.edge.validators.builtin.query.Intent;
import io.quorate.edge.validators.builtin.query.Mentions;
import io.quorate.edge.validators.builtin.query.QueryCheck;
import io.quorate.edge.validators.builtin.query.Strategy;
import io.quorate.edge.validators.builtin.query.Types;
import io.quorate.edge.validators.builtin.query.Unity;
import java.util.List;

/// A check with its name, the pool it is meant for and what its strength is worth.
record BuiltinCheck(String name, String pool, String looksAt, Look look, Scale scale) {

    /// What a check judges.
    sealed interface Look {
        record Answers(Check check) implements Look {}

        record Queries(QueryCheck check) implements Look {}
    }

    static final List<BuiltinCheck> ALL =
            List.of(
                    facts(
                            "support",
                            "whether one place in the sources holds what each sentence says",
                            new Support(),
                            new Scale(-5.27, 6.6)),
                    facts(
                            "phrases",
                            "whether words that stand together in the answer do so in a source",
                            new Phrases(),
                            new Scale(-2.34, 4.78)),
                    facts(
                            "focus",
                            "whether what the answer adds to its question stands in the sources"
                                    + " where they speak of it",
                            new Focus(),
                            new Scale(-2.6, 3.9)),
                    facts(
                            "names",
                            "whether the sources know the names in the answer",
                            new NamedThings(),
                            new Scale(-5.56, 5.99)),
                    facts(
                            "numbers",
                            "whether numbers, dates and amounts are those of the sources",
                            new Numbers(),
                            new Scale(-4.14, 5.86)),
                    facts(
                            "contradictions",
                            "whether a source says the opposite",
                            new Contradictions(),
                            new Scale(-3.68, 4.25)),
                    new BuiltinCheck(
                            "citation-format",
                            "citations",
                            "whether citations are well formed",
                            new CitationFormat(),
                            Scale.WARY),
                    new BuiltinCheck(
                            "citation-source",
                            "citations",
                            "whether every citation leads to a given source",
                            new CitationSource(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "quotations",
                            "citations",
                            "whether what is quoted stands in a source",
                            new Quotations(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "citation-relevance",
                            "citations",
                            "whether a sentence and the source it cites speak of the same",
                            new CitationRelevance(),
                            Scale.SHARE),
                    new BuiltinCheck(
                            "structure",
                            "coherence",
                            "whether brackets, quotation marks and code blocks are closed",
                            new Structure(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "repetition",
                            "coherence",
                            "whether the answer says the same again",
                            new Repetition(),
                            Scale.FRESH),
                    new BuiltinCheck(
                            "self-contradiction",
                            "coherence",
                            "whether one sentence of the answer denies another",
                            new SelfContradiction(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "subject",
                            "coherence",
                            "whether each sentence takes up the question or what was said before",
                            new Subject(),
                            Scale.SHARE),
                    new BuiltinCheck(
                            "question-coverage",
                            "completeness",
                            "how many of the question's words the answer takes up",
                            new QuestionCoverage(),
                            Scale.TAKEN),
                    new BuiltinCheck(
                            "question-parts",
                            "completeness",
                            "whether the answer has the number, time, name or reason that is asked"
                                    + " for",
                            new QuestionParts(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "substance",
                            "completeness",
                            "whether the answer adds anything to its question",
                            new Substance(),
                            Scale.FORMAL),
                    new BuiltinCheck(
                            "completion",
                            "completeness",
                            "whether the answer declines, leaves something to fill in or breaks"
                                    + " off",
                            new Completion(),
                            Scale.FORMAL),
                    query(
                            "query-intent",
                            "whether the intent names what the question asks for",
                            new Intent()),
                    query(
                            "query-entities",
                            "whether each entity stands in the question, once",
                            new Mentions()),
                    query(
                            "query-types",
                            "whether entities look like what their types say",
                            new Types()),
                    query(
                            "query-coverage",
                            "whether the question's names and numbers are among the entities",
                            new Coverage()),
                    query(
                            "query-strategy",
                            "whether the strategy is made for what the question asks for",
                            new Strategy()),
                    query(
                            "query-unity",
                            "whether intent, entities and strategy go together",
                            new Unity()));

    private BuiltinCheck(String name, String pool, String looksAt, Check check, Scale scale) {
        this(name, pool, looksAt, new Look.Answers(check), scale);
    }

    private static BuiltinCheck query(String name, String looksAt, QueryCheck check) {
        return new BuiltinCheck(
                name, "query-processing", looksAt, new Look.Queries(check), Scale.FORMAL);
    }

    private static BuiltinCheck facts(String name, String looksAt, Check check, Scale scale) {
        return new BuiltinCheck(name, "facts", looksAt, check, scale);
    }
}
