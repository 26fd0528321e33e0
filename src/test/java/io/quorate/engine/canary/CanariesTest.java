package io.quorate.engine.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.Need;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.CanaryId;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.Origin;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Cause;
import io.quorate.engine.Ids;
import io.quorate.engine.InMemoryLedger;
import io.quorate.engine.Refusal;
import io.quorate.engine.VirtualTime;
import io.quorate.engine.canary.CanaryRegister.Kept;
import io.quorate.engine.draft.CanaryReader;
import io.quorate.engine.draft.Draft;
import io.quorate.engine.draft.DraftReader.Reading;
import io.quorate.engine.draft.Field;
import io.quorate.engine.reputation.InMemoryReputations;
import io.quorate.engine.reputation.Learning;
import io.quorate.engine.reputation.ReputationStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What operators can do about canaries.
class CanariesTest {
    private static final Cause.Operator OLGA = new Cause.Operator("olga", "it is wrong");

    private final VirtualTime time = new VirtualTime();
    private final InMemoryLedger ledger = new InMemoryLedger(new Origin("test"));
    private final Policy policy =
            Policy.of(pool("facts", Set.of()), pool("citations", Set.of(Need.SOURCES)));
    private final Canaries canaries = new Canaries(new InMemoryCanaries(), () -> policy, book());

    private static PoolPolicy pool(String id, Set<Need> needs) {
        return PoolPolicy.named(new PoolId(id))
                .agents(
                        Stream.of("ann", "bob", "cid", "dan")
                                .map(name ->
                                        AgentPolicy.of(
                                                new AgentId(name), new FaultDomain("of-" + name)))
                                .toList())
                .needs(needs)
                .build();
    }

    private Learning book() {
        ReputationStore store = new InMemoryReputations().sidecar("test", _ -> {});
        return Learning.open(
                                        () -> policy,
                                        store,
                                        ledger,
                                        time,
                                        new Zeros(),
                                        _ -> {},
                                        Duration.ofSeconds(1))
                                .toCompletableFuture()
                                .join()
                        instanceof ReputationStore.Answer.Done<Learning>(Learning opened)
                ? opened
                : null;
    }

    private static Reading<CanaryWish.Add> read(
            String id, String answer, String right, String operator, String... pools) {
        return CanaryReader.add(
                new CanaryReader.Drafted(
                        id,
                        Optional.of(
                                new Draft.Asked(
                                        Optional.of(answer),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "When?",
                                        List.of(),
                                        "",
                                        "",
                                        Map.of(),
                                        new Field.Absent<>())),
                        right,
                        List.of(pools),
                        operator),
                new Draft.Names("candidates", "choice"));
    }

    private static CanaryWish.Add wish(String id, String answer, String... pools) {
        return switch (read(id, answer, "ACCEPT", "olga", pools)) {
            case Reading.Read<CanaryWish.Add>(CanaryWish.Add wish) -> wish;
            case Reading.Refused<CanaryWish.Add>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    private static <T> T given(CompletionStage<Canaries.Reply<T>> reply) {
        return switch (reply.toCompletableFuture().join()) {
            case Canaries.Reply.Given<T>(T value) -> value;
            case Canaries.Reply.Refused<T>(Refusal refusal) ->
                    throw new AssertionError(refusal.text());
        };
    }

    private static <T> String refused(CompletionStage<Canaries.Reply<T>> reply) {
        return switch (reply.toCompletableFuture().join()) {
            case Canaries.Reply.Given<T>(T value) -> throw new AssertionError(value);
            case Canaries.Reply.Refused<T>(Refusal refusal) -> refusal.reason();
        };
    }

    private List<String> records() {
        return ledger.notices().stream()
                .map(notice -> new String(notice.leaf(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatIsAddedIsKeptAndOnRecordBeforeTheAnswer() {
        Kept kept = given(canaries.add(wish("a", "In 1889.", "facts")));
        assertEquals(List.of(kept), given(canaries.list(Optional.empty())));
        assertEquals(1, records().size());
        assertTrue(records().getFirst().contains("\"canary_id\":\"a\""));
        assertTrue(records().getFirst().contains("\"kind\":\"canary_added\""));
        assertTrue(!records().getFirst().contains("olga"));
    }

    @Test
    void theSameAgainIsAnsweredAlikeAndOtherContentIsRefused() {
        Kept kept = given(canaries.add(wish("a", "In 1889.", "facts")));
        assertEquals(kept, given(canaries.add(wish("a", "In 1889.", "facts"))));
        assertEquals(1, records().size());
        assertEquals("CANARY_CONTRADICTED", refused(canaries.add(wish("a", "1890.", "facts"))));
    }

    @Test
    void aRetiredOneIsRetiredForGood() {
        given(canaries.add(wish("a", "In 1889.", "facts")));
        CanaryWish.Retire retire = new CanaryWish.Retire(new CanaryId("a"), OLGA);
        Kept retired = given(canaries.retire(retire));
        assertTrue(retired.retiredAt().isPresent());
        assertEquals(retired, given(canaries.retire(retire)));
        assertEquals(2, records().size());
        assertTrue(records().getLast().contains("\"kind\":\"canary_retired\""));
        assertEquals("CANARY_RETIRED", refused(canaries.add(wish("a", "In 1889.", "facts"))));
        assertEquals(
                "UNKNOWN_CANARY",
                refused(canaries.retire(new CanaryWish.Retire(new CanaryId("b"), OLGA))));
    }

    @Test
    void aPoolThatIsUnknownOrNeedsMoreIsNoPoolForIt() {
        assertEquals("UNKNOWN_POOL", refused(canaries.add(wish("a", "Yes.", "facts", "none"))));
        assertEquals("INVALID_FIELD", refused(canaries.add(wish("a", "Yes.", "citations"))));
        assertEquals(List.of(), records());
    }

    @Test
    void whatIsMissingIsNamedAllAtOnce() {
        assertEquals(
                List.of("canary_id", "pools", "operator", "right"),
                violations(read("a b", "Yes.", "", "")).stream()
                        .map(Refusal.Violation::field)
                        .toList());
        assertEquals(
                List.of(new Refusal.Violation("right", "must be one of ACCEPT, REJECT")),
                violations(read("a", "Yes.", "MAYBE", "olga", "facts")));
    }

    private static List<Refusal.Violation> violations(Reading<CanaryWish.Add> reading) {
        return switch (reading) {
            case Reading.Read<CanaryWish.Add>(CanaryWish.Add wish) ->
                    throw new AssertionError(wish);
            case Reading.Refused<CanaryWish.Add>(var refusal) -> refusal.violations();
        };
    }

    private static final class Zeros implements Ids {
        @Override
        public DecisionId decision() {
            return new DecisionId("decision");
        }

        @Override
        public String nonce() {
            return "00";
        }

        @Override
        public byte[] salt() {
            return new byte[32];
        }

        @Override
        public double draw() {
            return 0;
        }
    }
}
