package io.quorate.engine.reputation;

import io.quorate.core.audit.Commitment;
import io.quorate.core.audit.reputation.ReputationLeaf;
import io.quorate.core.audit.reputation.ReputationRecord;
import io.quorate.core.audit.reputation.ReputationRecord.Effect;
import io.quorate.core.audit.reputation.ReputationRecord.Head;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.reputation.Cause;
import io.quorate.core.reputation.standing.Discipline;
import io.quorate.core.reputation.standing.Incident;
import io.quorate.core.reputation.standing.Move;
import io.quorate.engine.Content;
import io.quorate.engine.Notice;
import io.quorate.engine.reputation.ReputationStore.Event;
import io.quorate.engine.reputation.ReputationStore.Label;
import io.quorate.engine.reputation.ReputationStore.Tale;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is told of changes in one pool: a record for the log and a sentence for the agent's
/// history.
final class Telling {
    private final PoolId pool;
    private final Learning.World world;

    Telling(PoolId pool, Learning.World world) {
        this.pool = pool;
        this.world = world;
    }

    /// Texts that lie apart from the log, with what stands for them in it.
    private record Apart(List<Content> contents, SortedMap<String, Digest> commitments) {}

    Tale moves(List<Move> moves, Instant now) {
        List<Event> events = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Move move : moves) {
            Apart apart =
                    move.cause() instanceof Cause.Operator operator
                            ? apart(operator)
                            : new Apart(List.of(), new TreeMap<>());
            Discipline to = move.to();
            ReputationRecord record =
                    new ReputationRecord.Moved(
                            head(now),
                            move.agent(),
                            move.from().standing(),
                            to.standing(),
                            to.strikes(),
                            to.until(),
                            kind(move.cause()),
                            evidence(move.cause()),
                            apart.commitments());
            events.add(event(record, move.agent(), now, text(move)));
            notices.add(notice(record, now, apart.contents()));
        }
        return new Tale(events, notices);
    }

    Tale registration(Registration registration, Instant now) {
        ReputationRecord record =
                new ReputationRecord.Registered(
                        head(now),
                        registration.agent(),
                        registration.domain(),
                        registration.specialization());
        return new Tale(
                List.of(
                        event(
                                record,
                                registration.agent(),
                                now,
                                "registered in fault domain " + registration.domain())),
                List.of(notice(record, now, List.of())));
    }

    Notice alert(AgentId agent, Incident alert) {
        ReputationRecord record =
                new ReputationRecord.Alerted(
                        head(alert.at()), agent, alert.kind(), alert.evidence());
        return notice(record, alert.at(), List.of());
    }

    Tale label(Label label, List<Effect> effects) {
        ReputationRecord record =
                new ReputationRecord.Labelled(
                        head(label.at()),
                        label.decision(),
                        label.right(),
                        label.source(),
                        label.reporter(),
                        effects);
        String what = label.right() + " was right in decision " + label.decision();
        return tale(record, effects, label.at(), what, List.of());
    }

    Tale revocation(Label label, Cause.Operator operator, List<Effect> effects, Instant now) {
        Apart apart = apart(operator);
        ReputationRecord record =
                new ReputationRecord.Revoked(
                        head(now), label.decision(), label.right(), apart.commitments(), effects);
        String what = "the label of decision " + label.decision() + " was revoked";
        return tale(record, effects, now, what, apart.contents());
    }

    private Tale tale(
            ReputationRecord record,
            List<Effect> effects,
            Instant now,
            String what,
            List<Content> contents) {
        List<Event> events = new ArrayList<>();
        for (Effect effect : effects) {
            String text =
                    String.format(
                            Locale.ROOT,
                            "%s: reputation %.3f, before %.3f",
                            what,
                            effect.after() / 1e6,
                            effect.before() / 1e6);
            String forgotten =
                    effect.drift().map(how -> "; most of before was forgotten: " + how).orElse("");
            events.add(event(record, effect.agent(), now, text + forgotten));
        }
        return new Tale(events, List.of(notice(record, now, contents)));
    }

    private Head head(Instant at) {
        return new Head(world.origin(), at, pool);
    }

    private Event event(ReputationRecord record, AgentId agent, Instant at, String text) {
        return new Event(pool, agent, at, ReputationLeaf.kind(record), text);
    }

    private static Notice notice(ReputationRecord record, Instant at, List<Content> contents) {
        return new Notice(ReputationLeaf.kind(record), at, ReputationLeaf.of(record), contents);
    }

    private Apart apart(Cause.Operator operator) {
        Apart apart = new Apart(new ArrayList<>(), new TreeMap<>());
        add(apart, "operator", operator.name());
        add(apart, "reason", operator.reason());
        return apart;
    }

    private void add(Apart apart, String slot, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] salt = world.ids().salt();
        apart.contents().add(new Content(slot, salt, bytes));
        apart.commitments().put(slot, Commitment.of(salt, bytes));
    }

    private static String text(Move move) {
        String how =
                switch (move.cause()) {
                    case Cause.Operator(String name, String reason) -> "by " + name + ": " + reason;
                    case Cause cause -> kind(cause) + " " + evidence(cause);
                };
        return move.from().standing() + " to " + move.to().standing() + ", " + how.strip();
    }

    private static String kind(Cause cause) {
        return switch (cause) {
            case Cause.Agreement _ -> "AGREEMENT";
            case Cause.Label _ -> "LABEL";
            case Cause.Drift _ -> "DRIFT";
            case Cause.Rule(var kind, var _) -> kind.name();
            case Cause.TimeServed() -> "TIME_SERVED";
            case Cause.TrustEarned _ -> "TRUST_EARNED";
            case Cause.Operator _ -> "OPERATOR";
            case Cause.Revocation _ -> "REVOCATION";
        };
    }

    private static String evidence(Cause cause) {
        return switch (cause) {
            case Cause.Rule(var _, String evidence) -> evidence;
            case Cause.TrustEarned(long votes) -> votes + " labelled votes since its probation";
            case Cause.Drift(var _, String evidence) -> evidence;
            case Cause.Agreement _,
                    Cause.Label _,
                    Cause.TimeServed _,
                    Cause.Operator _,
                    Cause.Revocation _ ->
                    "";
        };
    }
}
