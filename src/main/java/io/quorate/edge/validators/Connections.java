package io.quorate.edge.validators;

import io.quorate.core.policy.AgentPolicy;
import io.quorate.core.policy.GuardPolicy;
import io.quorate.core.policy.Policy;
import io.quorate.core.policy.PoolPolicy;
import io.quorate.core.policy.Transport;
import io.quorate.core.policy.Words;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.PoolId;
import io.quorate.core.protocol.Reception.SilenceCause;
import io.quorate.engine.Ticker;
import io.quorate.engine.poll.Answer;
import io.quorate.engine.poll.Validator;
import io.quorate.engine.poll.Validators;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/// The ways to all agents that policies describe, each made once and kept while a policy in force
/// describes it so.
public final class Connections implements Validators, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final Ticker ticker;
    private final Function<String, Optional<String>> secrets;
    private final Supplier<TypedGuard.Builder<CompletionStage<Answer>>> guards;
    private final Channels channels;
    private final Models models;
    private final Map<Line, Way> ways = new ConcurrentHashMap<>();
    private final Map<String, AttendingAgent> attending = new ConcurrentHashMap<>();

    /// What makes one way to an agent different from another.
    private record Line(AgentId agent, Transport transport, GuardPolicy guard) {
        static Line of(AgentPolicy agent) {
            return new Line(agent.id(), agent.transport(), agent.guard());
        }
    }

    /// @param close lets go of what the validator holds
    private record Way(Validator validator, Runnable close) {}

    /// @param secrets the environment's variables
    /// @param guards makes guards that guard against nothing yet
    /// @param threads handle what agents answer; not closed here
    public Connections(
            Ticker ticker,
            Function<String, Optional<String>> secrets,
            Supplier<TypedGuard.Builder<CompletionStage<Answer>>> guards,
            ExecutorService threads) {
        this.ticker = ticker;
        this.secrets = secrets;
        this.guards = guards;
        this.channels = new Channels(threads);
        this.models = new Models(threads);
    }

    @Override
    public Validator of(PoolId pool, AgentPolicy agent) {
        return ways.computeIfAbsent(Line.of(agent), line -> open(line)).validator();
    }

    /// Makes what this policy describes and lets go of everything that it does not. Calls over what
    /// is let go are cut off.
    public void follow(Policy policy) {
        Set<Line> described = new HashSet<>();
        for (PoolPolicy pool : policy.pools().values()) {
            for (AgentPolicy agent : pool.agents()) {
                described.add(Line.of(agent));
                var _ = of(pool.id(), agent);
            }
        }
        for (Line line : Set.copyOf(ways.keySet())) {
            Way forgotten = described.contains(line) ? null : ways.remove(line);
            if (forgotten != null) {
                forgotten.close().run();
            }
        }
    }

    private Way open(Line line) {
        return switch (line.transport()) {
            case Transport.Caller() ->
                    unavailable("is not asked by the sidecar; callers bring its votes");
            case Transport.Grpc grpc -> grpc(line, grpc);
            case Transport.OpenAi model -> openAi(line, model);
            case Transport.Attend(String tokenEnv) -> attend(line, tokenEnv);
            case Transport.Builtin(var check) ->
                    new Way(guarded(line, new BuiltinValidator(Words.of(check))), () -> {});
        };
    }

    private Way grpc(Line line, Transport.Grpc grpc) {
        try {
            GrpcValidator validator = new GrpcValidator(channels.open(grpc), ticker);
            return new Way(guarded(line, validator), validator::close);
        } catch (SSLException e) {
            LOG.errorf("Agent %s is unavailable: %s", line.agent(), e.getMessage());
            return unavailable("its certificates cannot be used");
        }
    }

    private Way openAi(Line line, Transport.OpenAi model) {
        Optional<String> key = model.keyEnv().flatMap(secrets);
        if (model.keyEnv().isPresent() && key.isEmpty()) {
            LOG.errorf(
                    "Agent %s is unavailable: %s is not set", line.agent(), model.keyEnv().get());
            return unavailable("its key is missing: " + model.keyEnv().get() + " is not set");
        }
        try {
            return new Way(
                    guarded(line, new OpenAiValidator(model, key, models.client(), ticker)),
                    () -> {});
        } catch (IllegalArgumentException e) {
            LOG.errorf("Agent %s is unavailable: its base_url or key cannot be used", line.agent());
            return unavailable("its base_url or key cannot be used");
        }
    }

    private Way attend(Line line, String tokenEnv) {
        Optional<String> token = secrets.apply(tokenEnv);
        if (token.isEmpty()) {
            LOG.errorf("Agent %s is unavailable: %s is not set", line.agent(), tokenEnv);
            return unavailable("its token is missing: " + tokenEnv + " is not set");
        }
        AttendingAgent agent = new AttendingAgent(token.get());
        attending.put(line.agent().value(), agent);
        return new Way(
                guarded(line, agent),
                () -> {
                    attending.remove(line.agent().value(), agent);
                    agent.close();
                });
    }

    /// The agent of that id, if a policy in force says that it attends.
    Optional<AttendingAgent> attending(String id) {
        return Optional.ofNullable(attending.get(id));
    }

    private Validator guarded(Line line, Validator agent) {
        return new Guarded(agent, line.guard(), guards.get().withDescription(line.agent().value()));
    }

    private static Way unavailable(String why) {
        Answer answer = Answer.Silent.of(SilenceCause.UNREACHABLE, why);
        return new Way(_ -> Validator.answered(CompletableFuture.completedStage(answer)), () -> {});
    }

    @Override
    public void close() {
        ways.values().forEach(way -> way.close().run());
        ways.clear();
        models.close();
        channels.close();
    }
}
