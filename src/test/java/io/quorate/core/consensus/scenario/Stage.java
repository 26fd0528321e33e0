package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.admission.Ballot;
import io.quorate.core.consensus.round.Conclusion;
import io.quorate.core.consensus.round.Effect;
import io.quorate.core.consensus.round.Event;
import io.quorate.core.consensus.round.FurtherRound;
import io.quorate.core.consensus.round.Opening;
import io.quorate.core.consensus.round.Reserve;
import io.quorate.core.consensus.round.Round;
import io.quorate.core.consensus.round.Step;
import io.quorate.core.consensus.scenario.Transcription.Happening;
import io.quorate.core.consensus.scenario.Transcription.Line;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.Reception.SilenceCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays a scenario about rounds, rulings or deliberations, and compares what comes of each line
/// with what is written beneath it: whatever has to be done about it has to be written, and
/// whatever else is written has to be true.
final class Stage implements Transcription.Player {
    private final Setting setting = new Setting();
    private final RulingDesk rulings = new RulingDesk();
    private final Forum forum = new Forum();
    private @Nullable Round round;
    private @Nullable Conclusion conclusion;
    private @Nullable Opening next;
    private Instant now = Instant.EPOCH.plusSeconds(1);

    @Override
    public void play(Happening happening) {
        String line = happening.line().text();
        if (round == null && setting.takes(line)) {
            compare(happening.expected(), List.of(), Set.of());
            return;
        }
        if (rulings.takes(line)) {
            compare(happening.expected(), rulings.due(), Set.of());
            return;
        }
        if (forum.takes(line, setting)) {
            if (!forum.offered().isEmpty()) {
                next = setting.second(forum.offered());
            }
            compare(happening.expected(), forum.due(), forum.truths());
            return;
        }
        List<String> due = new ArrayList<>();
        if (next != null) {
            advance(Round.open(next, now), due);
            next = null;
        } else if (round == null) {
            advance(Round.open(setting.opening(), now), due);
        }
        Round open = Objects.requireNonNull(round);
        if (!line.equals("the round opens") && !line.equals("the further round opens")) {
            int told = open.faults().size();
            // Who is asked only has to be written where the opening is a line of its own.
            due.removeIf(statement -> statement.startsWith("asks "));
            due.addAll(done(open.apply(event(happening, open)), told));
        }
        compare(happening.expected(), due, truths());
    }

    @Override
    public void end() {
        boolean ended = conclusion != null || rulings.hasRuled() || forum.hasEnded();
        if (!ended) {
            throw new AssertionError("nothing was decided");
        }
    }

    private void advance(Step step, List<String> due) {
        due.addAll(done(step, 0));
    }

    private Event event(Happening happening, Round open) {
        String line = happening.line().text();
        if (BallotPaper.isOne(line)) {
            return new Event.Arrived(List.of(paper(line, open).delivered(now)), now);
        }
        Words words = new Words(line);
        if (words.takes("brought together:")) {
            return new Event.Brought(ballots(happening.batch(), open), now);
        }
        if (words.takes("together:")) {
            List<Ballot> ballots =
                    happening.batch().stream()
                            .map(each -> paper(each.text(), open).delivered(now))
                            .toList();
            return new Event.Arrived(ballots, now);
        }
        List<String> found = words.take("(\\S+) is found on (\\S+)");
        if (!found.isEmpty()) {
            FaultKind kind = FaultKind.valueOf(found.get(1));
            AgentId agent = new AgentId(found.get(2));
            return new Event.Found(List.of(new Fault(kind, agent, "found")), now);
        }
        List<String> away = words.take("(\\S+) cannot be reached");
        if (!away.isEmpty()) {
            return new Event.Unanswered(new AgentId(away.get(1)), SilenceCause.UNREACHABLE, now);
        }
        return ending(words);
    }

    private Event ending(Words words) {
        if (words.takes("the deadline passes")) {
            now = Instant.EPOCH.plusSeconds(10);
            words.end();
            return new Event.DeadlinePassed(now);
        }
        if (words.takes("no more votes come")) {
            words.end();
            return new Event.Closed(now);
        }
        throw new AssertionError("nobody understands: " + words.rest());
    }

    private static List<Ballot> ballots(List<Line> lines, Round open) {
        return lines.stream().map(line -> paper(line.text(), open).vouched()).toList();
    }

    private static BallotPaper paper(String line, Round open) {
        return BallotPaper.read(line, open.opening().number());
    }

    /// What has to be written about a step.
    private List<String> done(Step step, int faultsTold) {
        round = step.round();
        List<String> due = new ArrayList<>();
        List<Fault> faults = step.round().faults();
        faults.subList(Math.min(faultsTold, faults.size()), faults.size())
                .forEach(fault -> due.add(Statements.fault(fault)));
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Ask(var agents) -> due.add("asks " + Statements.names(agents));
                case Effect.AskInShadow(var agents) ->
                        due.add("asks " + Statements.names(agents) + " in the shadow");
                case Effect.Conclude(var concluded) -> {
                    conclusion = concluded;
                    due.add("outcome " + concluded.outcome());
                }
                case Effect.Release(var agents) ->
                        due.add("stops waiting for " + Statements.names(agents));
                case Effect.Repeat(var further, var _) -> due.addAll(repeat(further));
                case Effect.RecordCollected(var seats, var _, var _, var _) ->
                        seats.forEach(seat ->
                                due.add(
                                        "afterwards "
                                                + Statements.reception(
                                                        seat.agent(), seat.reception())));
                case Effect.RecordIncident(var fault) ->
                        due.add("incident " + Statements.fault(fault));
            }
        }
        return due;
    }

    private List<String> repeat(FurtherRound further) {
        Round before = Objects.requireNonNull(round);
        next =
                setting.opening(
                        before.opening().number() + 1,
                        further.electorate(),
                        before.opening().rules(),
                        Reserve.NONE);
        List<String> due = new ArrayList<>();
        due.add("repeats for " + further.cause());
        further.refills()
                .forEach(refill ->
                        due.add(refill.takes() + " takes the seat of " + refill.leaves()));
        return due;
    }

    private Set<String> truths() {
        Round open = Objects.requireNonNull(round);
        return Optional.ofNullable(conclusion)
                .map(Statements::truths)
                .orElseGet(() -> Statements.truths(open));
    }

    private static void compare(List<Line> expected, List<String> due, Set<String> truths) {
        List<String> owed = new ArrayList<>(due);
        for (Line line : expected) {
            if (!owed.remove(line.text()) && !truths.contains(line.text())) {
                throw new AssertionError(
                        "line "
                                + line.number()
                                + " \""
                                + line.text()
                                + "\" is not so; this is:\n  "
                                + String.join("\n  ", due)
                                + "\n  "
                                + String.join("\n  ", truths));
            }
        }
        if (!owed.isEmpty()) {
            throw new AssertionError("nobody wrote: " + String.join("; ", owed));
        }
    }
}
