package io.quorate.wiring;

import io.quorate.core.policy.Policy;
import io.quorate.core.policy.reading.LocatedProblem;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.engine.policy.PolicyBook;
import io.quorate.host.policyfile.PolicyEvent;
import io.quorate.host.policyfile.PolicyFile;
import io.quorate.host.policyfile.PolicyWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Has the policy in force follow its file: a changed file takes effect within a second, a wrong or
/// vanished one leaves the old policy in force and says so.
final class LivePolicy implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LivePolicy.class);

    private final PolicyBook book;
    private final Optional<PolicyWatch> watch;
    private final List<Consumer<Policy>> followers = new CopyOnWriteArrayList<>();

    private LivePolicy(
            PolicyBook book, PolicyFile reader, Optional<Path> file, PolicyReading.Loaded loaded) {
        this.book = book;
        watch = file.map(path -> PolicyWatch.start(reader, path, loaded, this::follow));
    }

    /// Puts the policy of the settings in force.
    ///
    /// @param environment where its secrets are
    /// @param opening makes the book that begins with it
    static LivePolicy start(
            Settings settings,
            Map<String, String> environment,
            Function<PolicyReading.Loaded, PolicyBook> opening) {
        return switch (PolicyChoice.read(settings, environment)) {
            case PolicyReading.Loaded loaded -> {
                loaded.warnings().forEach(warning -> LOG.warn(warning.toString()));
                yield new LivePolicy(
                        opening.apply(loaded),
                        PolicyChoice.reader(environment),
                        PolicyChoice.file(settings),
                        loaded);
            }
            case PolicyReading.Refused(var problems) -> throw new StartStopped(inLines(problems));
        };
    }

    PolicyBook book() {
        return book;
    }

    /// Tells of the policy in force, and of each that takes its place.
    void tell(Consumer<Policy> follower) {
        followers.add(follower);
        follower.accept(book.current());
    }

    @Override
    public void close() {
        watch.ifPresent(PolicyWatch::close);
        book.close();
    }

    private void follow(PolicyEvent event) {
        switch (event) {
            case PolicyEvent.Replaced(var _, var after, var difference) -> {
                book.replace(after, difference);
                after.warnings().forEach(warning -> LOG.warn(warning.toString()));
                LOG.infof(
                        "Policy %s is in force: %s",
                        after.policy().digest(), difference.inWords().strip());
                followers.forEach(follower -> follower.accept(after.policy()));
            }
            case PolicyEvent.Rejected(var problems) -> {
                book.reject(problems);
                LOG.errorf(
                        "The policy file was rejected, %s stays in force:\n%s",
                        book.current().digest(), inLines(problems));
            }
            case PolicyEvent.Vanished(var problem) -> {
                book.miss(problem);
                LOG.errorf("%s; policy %s stays in force", problem, book.current().digest());
            }
            case PolicyEvent.Returned _ -> {
                book.recover();
                LOG.infof("The policy file is again what is in force, %s", book.current().digest());
            }
        }
    }

    private static String inLines(List<LocatedProblem> problems) {
        return problems.stream().map(LocatedProblem::toString).collect(Collectors.joining("\n"));
    }
}
