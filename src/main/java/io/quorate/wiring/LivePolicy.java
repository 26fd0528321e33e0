package io.quorate.wiring;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.engine.PolicySource;
import io.quorate.host.policyfile.PolicyEvent;
import io.quorate.host.policyfile.PolicyFile;
import io.quorate.host.policyfile.PolicyWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The policy in force, which follows its file: a changed file takes effect within a second, a
/// wrong or vanished one leaves the old policy in force and says so.
final class LivePolicy implements PolicySource, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LivePolicy.class);

    private final Optional<PolicyWatch> watch;
    private final List<Consumer<Policy>> followers = new CopyOnWriteArrayList<>();
    private volatile Policy current;

    private LivePolicy(PolicyFile reader, Optional<Path> file, PolicyReading.Loaded loaded) {
        current = loaded.policy();
        watch = file.map(path -> PolicyWatch.start(reader, path, loaded, this::follow));
    }

    /// Puts the policy of the environment in force.
    static LivePolicy start(Map<String, String> environment) {
        return switch (Policies.read(environment)) {
            case PolicyReading.Loaded loaded -> {
                loaded.warnings().forEach(warning -> LOG.warn(warning.toString()));
                yield new LivePolicy(
                        Policies.reader(environment), Policies.file(environment), loaded);
            }
            case PolicyReading.Refused(var problems) ->
                    throw new StartStopped(
                            problems.stream()
                                    .map(LocatedProblem::toString)
                                    .collect(Collectors.joining("\n")));
        };
    }

    @Override
    public Policy current() {
        return current;
    }

    /// Tells of the policy in force, and of each that takes its place.
    void tell(Consumer<Policy> follower) {
        followers.add(follower);
        follower.accept(current);
    }

    @Override
    public void close() {
        watch.ifPresent(PolicyWatch::close);
    }

    private void follow(PolicyEvent event) {
        switch (event) {
            case PolicyEvent.Replaced(var _, var after, var difference) -> {
                current = after.policy();
                LOG.infof(
                        "Policy %s is in force: %s",
                        current.digest(), difference.inWords().strip());
                followers.forEach(follower -> follower.accept(current));
            }
            case PolicyEvent.Rejected(var problems) ->
                    LOG.errorf(
                            "The policy file was rejected, %s stays in force:\n%s",
                            current.digest(),
                            problems.stream()
                                    .map(LocatedProblem::toString)
                                    .collect(Collectors.joining("\n")));
            case PolicyEvent.Vanished(var problem) ->
                    LOG.errorf("%s; policy %s stays in force", problem, current.digest());
            case PolicyEvent.Returned _ ->
                    LOG.infof("The policy file is again what is in force, %s", current.digest());
        }
    }
}
