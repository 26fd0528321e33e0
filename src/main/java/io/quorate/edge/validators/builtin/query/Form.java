package io.quorate.edge.validators.builtin.query;

import io.quorate.edge.validators.builtin.text.Passage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of answer: what a question asks for, an intent names or a strategy is made for.
enum Form {
    DEFINITION,
    PERSON,
    TIME,
    PLACE,
    QUANTITY,
    CONFIRMATION,
    COMPARISON,
    REASON,
    PROCEDURE,
    LIST,
    SUMMARY;

    /// What one look-up answers.
    static final Set<Form> PLAIN = Set.of(DEFINITION, PERSON, TIME, PLACE, QUANTITY, CONFIRMATION);

    private static final Set<Form> WIDE = Set.of(COMPARISON, REASON, PROCEDURE, LIST, SUMMARY);

    private static final Set<Form> WORDY =
            Set.of(DEFINITION, REASON, PROCEDURE, COMPARISON, SUMMARY);

    /// Each line: the words of intents, and the forms that they name.
    private static final Map<String, Set<Form>> INTENTS =
            table(
                    """
                    definition define definitional meaning concept : DEFINITION
                    explain explanation explanatory                : DEFINITION REASON PROCEDURE SUMMARY
                    fact facts factual factoid lookup              : PLAIN
                    person people who author identity              : PERSON
                    time temporal date when year timeline          : TIME
                    location place where geographic geography      : PLACE
                    count quantity numeric numerical amount        : QUANTITY
                    statistic statistics statistical aggregation   : QUANTITY
                    confirm confirmation verify verification       : CONFIRMATION
                    boolean yesno                                  : CONFIRMATION
                    comparison compare comparative contrast        : COMPARISON
                    difference versus                              : COMPARISON
                    reason cause causal causation why              : REASON
                    procedure procedural howto instruction         : PROCEDURE
                    instructions steps tutorial guide              : PROCEDURE
                    list listing enumerate enumeration examples    : LIST
                    summary summarise summarize overview           : SUMMARY
                    summarisation summarization                    : SUMMARY
                    """);

    /// Each line: the words of strategies, and the forms that they are made for. How sources are
    /// found, as by vectors or by words, serves any question and is not judged.
    private static final Map<String, Set<Form>> STRATEGIES =
            table(
                    """
                    direct simple single lookup exact              : PLAIN
                    multi multihop multistep decompose             : WIDE
                    decomposition decomposed subquestions          : WIDE
                    iterative stepwise                             : WIDE
                    comparison compare comparative contrast        : COMPARISON
                    temporal timeline chronological                : TIME
                    aggregate aggregation count calculation        : QUANTITY LIST
                    numeric numerical calculate                    : QUANTITY
                    summary summarise summarize synthesis          : WORDY LIST
                    summarisation summarization synthesise         : WORDY LIST
                    synthesize                                     : WORDY LIST
                    enumerate enumeration                          : LIST
                    causal                                         : REASON
                    """);

    private static final Set<String> AUXILIARIES =
            Set.of(
                    "is", "are", "was", "were", "do", "does", "did", "can", "could", "has", "have",
                    "had", "will", "would", "should", "may", "must");
    private static final Set<String> DEFINING = Set.of("is", "are", "was", "were", "does");
    private static final Set<String> COUNTED =
            Set.of("many", "much", "long", "far", "old", "tall", "high", "large", "often", "big");
    private static final Set<String> ACTING = Set.of("to", "do", "can", "should", "could", "does");
    private static final Set<String> DATED =
            Set.of("year", "date", "day", "month", "time", "century", "decade");
    private static final Set<String> PLACED =
            Set.of("country", "city", "place", "state", "town", "region", "continent");
    private static final Set<String> SOMEBODY =
            Set.of("author", "person", "president", "director", "actor", "ceo", "founder");

    /// What kinds of answer a question asks for; empty where its words do not say.
    static Set<Form> askedFor(Passage question) {
        Set<Form> forms = EnumSet.noneOf(Form.class);
        for (int i = 0; i < question.size(); i++) {
            String next = i + 1 < question.size() ? question.word(i + 1) : "";
            wordAt(i, question.word(i), next, forms);
        }
        boolean asks = question.size() > 0 && AUXILIARIES.contains(question.word(0));
        if (asks && forms.isEmpty()) {
            forms.add(CONFIRMATION);
        }
        if (forms.contains(COMPARISON)) {
            forms.removeAll(Set.of(DEFINITION, CONFIRMATION));
        }
        return forms;
    }

    private static void wordAt(int place, String word, String next, Set<Form> forms) {
        switch (word) {
            case "who", "whom", "whose" -> forms.add(PERSON);
            case "when" -> forms.add(TIME);
            case "where" -> forms.add(PLACE);
            case "why", "cause", "causes", "reason", "reasons" -> forms.add(REASON);
            case "what", "which" -> what(next).ifPresent(forms::add);
            case "how" -> how(next).ifPresent(forms::add);
            case "define", "definition", "meaning" -> forms.add(DEFINITION);
            case "compare", "difference", "differences", "differ", "versus", "vs", "than" ->
                    forms.add(COMPARISON);
            case "list", "enumerate", "examples" -> forms.add(LIST);
            case "summarise", "summarize", "summary", "overview" -> forms.add(SUMMARY);
            case "explain", "describe" -> {
                if (place == 0) {
                    forms.addAll(Set.of(DEFINITION, REASON, PROCEDURE, SUMMARY));
                }
            }
            default -> {
                // Says nothing of what is asked for.
            }
        }
    }

    private static Optional<Form> what(String next) {
        if (DATED.contains(next)) {
            return Optional.of(TIME);
        }
        if (PLACED.contains(next)) {
            return Optional.of(PLACE);
        }
        if (SOMEBODY.contains(next)) {
            return Optional.of(PERSON);
        }
        return DEFINING.contains(next) ? Optional.of(DEFINITION) : Optional.empty();
    }

    private static Optional<Form> how(String next) {
        if (COUNTED.contains(next)) {
            return Optional.of(QUANTITY);
        }
        return ACTING.contains(next) ? Optional.of(PROCEDURE) : Optional.empty();
    }

    /// What an intent names; empty where its words are not known.
    static Set<Form> named(String intent) {
        return known(INTENTS, intent);
    }

    /// What a strategy is made for; empty where its words are not known.
    static Set<Form> servedBy(String strategy) {
        return known(STRATEGIES, strategy);
    }

    private static Set<Form> known(Map<String, Set<Form>> table, String name) {
        Set<Form> forms = EnumSet.noneOf(Form.class);
        String parted = name.replaceAll("([a-z])([A-Z])", "$1 $2");
        for (String word : parted.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            forms.addAll(table.getOrDefault(word, Set.of()));
        }
        return forms;
    }

    static String words(Set<Form> forms) {
        return forms.stream()
                .map(form -> form.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private static Map<String, Set<Form>> table(String lines) {
        Map<String, Set<Form>> table = new HashMap<>();
        lines.lines()
                .forEach(line -> {
                    String[] halves = line.split(":", -1);
                    Set<Form> forms = EnumSet.noneOf(Form.class);
                    for (String form : halves[1].strip().split(" ", -1)) {
                        switch (form) {
                            case "PLAIN" -> forms.addAll(PLAIN);
                            case "WIDE" -> forms.addAll(WIDE);
                            case "WORDY" -> forms.addAll(WORDY);
                            default -> forms.add(valueOf(form));
                        }
                    }
                    Arrays.stream(halves[0].strip().split(" ", -1))
                            .forEach(word -> table.put(word, Set.copyOf(forms)));
                });
        return Map.copyOf(table);
    }
}
