package io.quorate.host.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quorate.core.audit.DecisionRecord;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Fault;
import io.quorate.core.protocol.FaultKind;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.PoolOutcome;
import io.quorate.core.protocol.RoundReport;
import io.quorate.core.protocol.Standing;
import io.quorate.engine.Reply;
import io.quorate.engine.Signals;
import io.quorate.engine.alert.Measured;
import io.quorate.engine.poll.Answer;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// The engine's signals as metrics:
///
/// - `quorate_decision_total{pool, verdict, reason}`: pools' outcomes
/// - `quorate_recorded_total{durability}`: decisions, by what their answers waited for
/// - `quorate_fault_total{pool, kind}`: faults found
/// - `quorate_replay_total`: earlier decisions given again
/// - `quorate_standing_total{pool, to}`: agents that got another standing
/// - `quorate_alert_total{pool, kind}`: rules that ask to tell the operators of an agent
/// - `quorate_alert_active{alert, pool}`: 1 while a limit of the policy is crossed, 0 afterwards
/// - `quorate_unlearnt_total`: decisions that nothing was learnt from
/// - `quorate_refusal_total{reason}`: calls without an answer
/// - `quorate_agent_seconds{pool, agent, answer}`: how long agents took, and whether they voted or
///   why not
/// - `quorate_agent_tokens_total{pool, agent, direction}`, `quorate_agent_cost_total{pool, agent}`:
///   what models counted, and what that cost
/// - `quorate_policy_file_total{result}`: changes of the policy file, taken up or not
/// - `quorate_deciding_seconds`, `quorate_recording_seconds`: where a call's time goes
///
/// What operators are to be told is a line of the process' own log as well.
@Singleton
@Typed(MeteredSignals.class)
public final class MeteredSignals implements Signals {
    private static final Logger LOG = Logger.getLogger("io.quorate.alert");

    private final MeterRegistry registry;
    private final Timer deciding;
    private final Timer recording;
    private final Map<Tags, AtomicInteger> alerts = new ConcurrentHashMap<>();

    MeteredSignals(MeterRegistry registry) {
        this.registry = registry;
        this.deciding = Timer.builder("quorate.deciding").register(registry);
        this.recording = Timer.builder("quorate.recording").register(registry);
    }

    @Override
    public void emit(Signal signal) {
        switch (signal) {
            case Signal.Decided(DecisionRecord record, Reply.Timings timings) -> {
                deciding.record(timings.deciding());
                recording.record(timings.recording());
                registry.counter("quorate.recorded", "durability", word(record.durability()))
                        .increment();
                record.findings().pools().forEach(this::count);
            }
            case Signal.Replayed _ -> registry.counter("quorate.replay").increment();
            case Signal.Asked(var pool, var agent, var answer, var took) ->
                    count(Tags.of("pool", pool.value(), "agent", agent.value()), answer, took);
            case Signal.PolicyFileSeen(var what) ->
                    registry.counter("quorate.policy.file", "result", word(what)).increment();
            case Signal.Moved(PoolId pool, var _, Standing to) ->
                    registry.counter("quorate.standing", "pool", pool.value(), "to", word(to))
                            .increment();
            case Signal.Alerted(PoolId pool, AgentId agent, FaultKind kind) -> {
                LOG.warnf("pool %s: agent %s: %s", pool, agent, word(kind));
                registry.counter("quorate.alert", "pool", pool.value(), "kind", word(kind))
                        .increment();
            }
            case Signal.AlertRaised(Measured measured) -> {
                LOG.warnf("alert: %s", measured.inWords());
                active(measured).set(1);
            }
            case Signal.AlertEnded(Measured measured) -> {
                LOG.infof("alert ended: %s", measured.inWords());
                active(measured).set(0);
            }
            case Signal.Unlearnt _ -> registry.counter("quorate.unlearnt").increment();
            case Signal.Refused(var refusal) ->
                    registry.counter("quorate.refusal", "reason", refusal.reason()).increment();
        }
    }

    private AtomicInteger active(Measured measured) {
        Tags tags =
                Tags.of(
                        "alert",
                        measured.concern().word(),
                        "pool",
                        measured.pool().map(PoolId::value).orElse(""));
        return alerts.computeIfAbsent(
                tags, _ -> registry.gauge("quorate.alert.active", tags, new AtomicInteger()));
    }

    private void count(PoolOutcome pool) {
        Tags tags = Tags.of("pool", pool.pool().value());
        registry.counter(
                        "quorate.decision",
                        tags.and("verdict", word(pool.outcome().verdict()))
                                .and("reason", word(pool.outcome().reason())))
                .increment();
        for (RoundReport round : pool.rounds()) {
            for (Fault fault : round.faults()) {
                registry.counter("quorate.fault", tags.and("kind", word(fault.kind()))).increment();
            }
        }
    }

    private void count(Tags tags, Answer answer, Duration took) {
        String came =
                switch (answer) {
                    case Answer.Voted _, Answer.Proposed _ -> "vote";
                    case Answer.Silent(var cause, var _, var _) -> word(cause);
                };
        registry.timer("quorate.agent", tags.and("answer", came)).record(took);
        answer.usage()
                .ifPresent(usage -> {
                    registry.counter("quorate.agent.tokens", tags.and("direction", "input"))
                            .increment((double) usage.input());
                    registry.counter("quorate.agent.tokens", tags.and("direction", "output"))
                            .increment((double) usage.output());
                    registry.counter("quorate.agent.cost", tags)
                            .increment(usage.cost().doubleValue());
                });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
