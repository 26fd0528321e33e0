package io.quorate.engine.poll;

import io.quorate.core.protocol.AgentId;
import io.quorate.engine.poll.Validator.Asking;
import io.quorate.engine.poll.Validator.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who is waited for in a round, and the calls under way to each. Not safe for several threads.
final class Awaited {
    private final Map<AgentId, Calls> agents = new LinkedHashMap<>();

    /// The calls to one agent: one, or two where the first took long.
    private static final class Calls {
        private final Patience patience;
        private final List<Asking> begun = new ArrayList<>(1);
        private int made;
        private int ended;
        private boolean tried;

        Calls(Patience patience) {
            this.patience = patience;
        }
    }

    void add(AgentId agent, Patience patience) {
        agents.put(agent, new Calls(patience));
    }

    /// A call to it goes out.
    void called(AgentId agent) {
        Calls calls = agents.get(agent);
        if (calls != null) {
            calls.made++;
        }
    }

    /// Keeps a call that has begun; whether its agent is waited for.
    boolean keeps(AgentId agent, Asking asking) {
        Calls calls = agents.get(agent);
        return calls != null && calls.begun.add(asking);
    }

    /// Whether this is what the agent has to say: a vote, or a silence where no other call is under
    /// way. If so, the agent is not waited for any more.
    boolean settles(AgentId agent, Answer answer) {
        Calls calls = agents.get(agent);
        if (calls == null) {
            return false;
        }
        calls.ended++;
        if (answer instanceof Answer.Silent && calls.ended < calls.made) {
            return false;
        }
        if (calls.made > 1) {
            calls.begun.forEach(other -> other.withdraw(Reason.NOT_NEEDED));
        }
        agents.remove(agent);
        return true;
    }

    Set<AgentId> all() {
        return Set.copyOf(agents.keySet());
    }

    void withdraw(AgentId agent, Reason reason) {
        Calls calls = agents.remove(agent);
        if (calls != null) {
            calls.begun.forEach(asking -> asking.withdraw(reason));
        }
    }

    /// Who might be called a second time now; each is named once.
    List<AgentId> dueForSecond(Instant now) {
        List<AgentId> due = where(calls -> !calls.tried && !now.isBefore(calls.patience.second()));
        agents.forEach((agent, calls) -> calls.tried |= due.contains(agent));
        return due;
    }

    List<AgentId> overdue(Instant now) {
        return where(calls -> !now.isBefore(calls.patience.overdue()));
    }

    private List<AgentId> where(Predicate<Calls> condition) {
        return agents.entrySet().stream()
                .filter(each -> condition.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// When somebody is next waited for too long.
    Optional<Instant> nextAfter(Instant now) {
        return agents.values().stream()
                .flatMap(calls -> Stream.of(calls.patience.second(), calls.patience.overdue()))
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }
}
