package io.quorate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.BudgetPolicy;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.PoolPolicyBuilder;
import io.quorate.core.policy.RoundPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.FaultDomain;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.core.protocol.Verdict;
import io.quorate.core.protocol.Vote;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.BallotPaper;
import io.quorate.engine.poll.Validator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Agents that take much longer than they use to, in a round of 450 ms.
class SlowAgentsTest {
    private static final GuardPolicy NEVER_AGAIN =
            new GuardPolicy(
                    GuardPolicy.DEFAULT.timeout(),
                    0,
                    GuardPolicy.DEFAULT.callsMax(),
                    GuardPolicy.DEFAULT.failuresMax(),
                    GuardPolicy.DEFAULT.pause());

    private static PoolPolicyBuilder pool(GuardPolicy guard, String... agents) {
        return PoolPolicy.named(new PoolId("facts"))
                .agents(
                        Stream.of(agents)
                                .map(name ->
                                        new AgentPolicy(
                                                new AgentId(name),
                                                new FaultDomain("of-" + name),
                                                Optional.empty(),
                                                BigDecimal.ONE,
                                                0,
                                                Optional.empty(),
                                                new Transport.Grpc("host:1", Transport.Tls.NONE),
                                                guard,
                                                BigDecimal.ZERO))
                                .toList());
    }

    /// Two accept, one rejects, and the vote of cid decides.
    private static Bureau hangingOnCid(PoolPolicy pool) {
        Bureau bureau = new Bureau(pool);
        bureau.agents
                .votes("ann", Choice.ACCEPT, 20)
                .votes("bob", Choice.ACCEPT, 20)
                .votes("dan", Choice.REJECT, 20);
        return bureau;
    }

    private static PoolOutcome outcome(Reply.Decided decided) {
        return decided.stored().record().findings().pools().getFirst();
    }

    private static Duration took(Reply.Decided decided) {
        return Duration.between(
                decided.stored().record().receivedAt(), decided.stored().record().decidedAt());
    }

    private static long papersOf(Bureau bureau, String agent) {
        return bureau.agents.papers.stream()
                .filter(paper -> paper.agent().equals(new AgentId(agent)))
                .count();
    }

    /// Accepts after 20 ms, but hangs at the paper of this number.
    private static void hangsOnce(Bureau bureau, long number) {
        bureau.agents.behaves(
                "cid",
                new ScriptedAgents.Behaviour(
                        Duration.ofMillis(20),
                        new Function<>() {
                            private long papers;

                            @Override
                            public Optional<Answer> apply(BallotPaper paper) {
                                return ++papers == number
                                        ? Optional.empty()
                                        : Optional.of(accepting(paper));
                            }
                        }));
    }

    private static Answer accepting(BallotPaper paper) {
        return Answer.Voted.on(paper, Vote.of(paper.agent(), Choice.ACCEPT, 0.9), Optional.empty());
    }

    @Test
    void whoeverHangsIsAskedASecondTimeAndThatVoteCounts() {
        Bureau bureau = hangingOnCid(pool(GuardPolicy.DEFAULT, "ann", "bob", "cid", "dan").build());
        hangsOnce(bureau, 1);
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, outcome(decided).outcome().verdict());
        assertEquals(1, outcome(decided).rounds().size());
        assertEquals(2, papersOf(bureau, "cid"));
        assertEquals(Duration.ofMillis(90 + 20), took(decided));
        assertEquals(0, bureau.agents.unfinished);
    }

    @Test
    void anAgentWhosePaceIsKnownIsAskedAgainSooner() {
        Bureau bureau =
                hangingOnCid(
                        pool(GuardPolicy.DEFAULT, "ann", "bob", "cid", "dan")
                                .round(
                                        new RoundPolicy(
                                                RoundPolicy.EarlyDecision.OFF,
                                                BigDecimal.ZERO,
                                                Duration.ZERO))
                                .build());
        hangsOnce(bureau, 21);
        for (int i = 0; i < 20; i++) {
            assertEquals(Duration.ofMillis(20), took(bureau.decided(Bureau.asking("r" + i))));
        }
        Reply.Decided decided = bureau.decided(Bureau.asking("late"));
        assertEquals(Duration.ofMillis(45 + 20), took(decided));
    }

    @Test
    void nobodyIsAskedTwiceWhoseCallsAreNotRepeatedOrBeyondTheBudget() {
        PoolPolicy never = pool(NEVER_AGAIN, "ann", "bob", "cid", "dan").build();
        PoolPolicy poor =
                pool(GuardPolicy.DEFAULT, "ann", "bob", "cid", "dan")
                        .budget(new BudgetPolicy(Optional.of(4), Optional.empty()))
                        .build();
        for (PoolPolicy pool : List.of(never, poor)) {
            Bureau bureau = hangingOnCid(pool);
            hangsOnce(bureau, 1);
            Reply.Decided decided = bureau.decided(Bureau.asking("r"));
            assertEquals(Verdict.NO_CONSENSUS, outcome(decided).outcome().verdict());
            assertEquals(1, papersOf(bureau, "cid"));
        }
    }

    @Test
    void anAgentThatAnswersNobodyIsNotGivenTwiceTheLoad() {
        Bureau bureau = hangingOnCid(pool(GuardPolicy.DEFAULT, "ann", "bob", "cid", "dan").build());
        bureau.agents.hangs("cid");
        for (int i = 0; i < 100; i++) {
            var _ = bureau.decided(Bureau.asking("r" + i));
        }
        assertEquals(100 + 10 + 9, papersOf(bureau, "cid"));
    }

    @Test
    void standbysVoteForThoseWhoHangWhereTooFewAreLeft() {
        Bureau bureau =
                new Bureau(
                        pool(NEVER_AGAIN, "ann", "bob", "cid", "dan", "eve", "fay")
                                .maxAgents(4)
                                .build());
        for (String voter : List.of("ann", "bob", "eve", "fay")) {
            bureau.agents.votes(voter, Choice.ACCEPT, 20);
        }
        bureau.agents.hangs("cid").hangs("dan");
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, outcome(decided).outcome().verdict());
        assertEquals(2, outcome(decided).rounds().size());
        assertEquals(Duration.ofMillis(180 + 20), took(decided));
        Reception silent = new Reception.Silent(SilenceCause.NO_VOTE);
        assertEquals(
                List.of(silent, silent),
                outcome(decided).rounds().getFirst().receptions().subList(2, 4));
        assertEquals(Validator.Reason.TOO_LATE, bureau.agents.withdrawn.get(new AgentId("cid")));
        assertEquals(0, bureau.agents.unfinished);
    }

    @Test
    void whoeverIsOverdueIsStillWaitedForWhileItsVoteCanDecide() {
        Bureau bureau =
                hangingOnCid(
                        pool(NEVER_AGAIN, "ann", "bob", "cid", "dan", "eve", "fay")
                                .maxAgents(4)
                                .build());
        bureau.agents.votes("cid", Choice.ACCEPT, 300);
        Reply.Decided decided = bureau.decided(Bureau.asking("r"));
        assertEquals(Verdict.ACCEPTED, outcome(decided).outcome().verdict());
        assertEquals(1, outcome(decided).rounds().size());
        assertEquals(Duration.ofMillis(300), took(decided));
    }
}
