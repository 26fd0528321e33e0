package io.quorate.edge.validators.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Matter;
import io.quorate.core.protocol.Matter.Entity;
import io.quorate.core.protocol.Submission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the checks of processed queries accept, reject and have nothing to say of.
class QueryChecksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    query-intent   | ACCEPT  | When was the Pine Bridge built?                | temporal_lookup
                    query-intent   | ACCEPT  | What is the difference between RAG and search? | comparison
                    query-intent   | ACCEPT  | How do I reset my password?                    | ProceduralHelp
                    query-intent   | ACCEPT  | Is the Pine Bridge open today?                 | verification
                    query-intent   | REJECT  | When was the Pine Bridge built?                | comparison
                    query-intent   | REJECT  | How do I reset my password?                    | count
                    query-intent   | ABSTAIN | When was the Pine Bridge built?                | intent-17
                    query-intent   | ABSTAIN | Pine Bridge                                    | comparison
                    query-strategy | ACCEPT  | Who built the Pine Bridge?                     | direct lookup
                    query-strategy | ACCEPT  | Compare the Pine Bridge with the Oak Bridge    | multi-hop
                    query-strategy | ACCEPT  | How many bridges are there?                    | aggregation
                    query-strategy | REJECT  | Who built the Pine Bridge and why?             | direct_lookup
                    query-strategy | REJECT  | Who built the Pine Bridge?                     | comparison
                    query-strategy | ABSTAIN | Who built the Pine Bridge?                     | hybrid vector search
                    """)
    void intentAndStrategyAreHeldAgainstTheQuestion(
            String check, String expected, String question, String name) {
        assertEquals(expected, said(check, question, new Matter.Query(name, List.of(), name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    query-entities | ACCEPT  | Pine Bridge=place, 1887=date
                    query-entities | ACCEPT  | pine bridge=place
                    query-entities | REJECT  | Oak Bridge=place
                    query-entities | REJECT  | Pine Bridge=place, Pine Bridge=name, Oak=tree
                    query-entities | ABSTAIN | ''
                    query-coverage | ACCEPT  | Pine Bridge=place, Dexter Jones=person, 1887=date
                    query-coverage | REJECT  | Pine Bridge=place
                    query-coverage | REJECT  | ''
                    query-types    | ACCEPT  | 1887=date, Dexter Jones=Person
                    query-types    | REJECT  | Dexter Jones=date
                    query-types    | REJECT  | 1887=person
                    query-types    | ABSTAIN | Pine Bridge=bridge
                    """)
    void entitiesAreHeldAgainstTheQuestion(String check, String expected, String entities) {
        String question = "Why did Dexter Jones build the Pine Bridge in 1887?";
        assertEquals(
                expected, said(check, question, new Matter.Query("why", read(entities), "causal")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ACCEPT  | comparison | compare       | A=city, B=city
                    REJECT  | comparison | compare       | A=city
                    REJECT  | count      | chronological | A=city
                    ACCEPT  | fact       | direct        | ''
                    ABSTAIN | intent-17  | direct        | A=city
                    """)
    void intentEntitiesAndStrategyGoTogether(
            String expected, String intent, String strategy, String entities) {
        assertEquals(
                expected,
                said(
                        "query-unity",
                        "Is A larger than B?",
                        new Matter.Query(intent, read(entities), strategy)));
    }

    @Test
    void aQueryIsNoAnswerAndAnAnswerIsNoQuery() {
        Submission answer = Submission.ofAnswer("Who?", "Dexter Jones");
        assertEquals(
                new Judgement.Abstention("There is no processed query to judge."),
                Builtins.judge("query-intent", answer));
        assertEquals(
                new Judgement.Abstention("There is no answer to judge."),
                Builtins.judge(
                        "numbers", answer.about(new Matter.Query("fact", List.of(), "direct"))));
    }

    private static List<Entity> read(String entities) {
        return Stream.of(entities.split(", ", -1))
                .filter(each -> !each.isBlank())
                .map(each -> each.split("=", -1))
                .map(each -> new Entity(each[0], each[1]))
                .toList();
    }

    private static String said(String check, String question, Matter.Query query) {
        return switch (Builtins.judge(check, Submission.ofAnswer(question, "").about(query))) {
            case Judgement.Opinion(Choice choice, var _, var _, var _, var _) -> choice.value();
            case Judgement.Abstention _ -> "ABSTAIN";
        };
    }
}
