package io.quorate.host.policyfile;

import io.quorate.core.policy.reading.PolicyReading.Loaded;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Watches the file of the policy in force, on a thread of its own, until it is closed.
///
/// The folder is watched, not the file: a Kubernetes ConfigMap changes by swapping the link
/// `..data` beside it, and an editor by renaming. A look twice a second is the safety net where
/// notices get lost or there are none, as on some network file systems. Whatever the reason for a
/// look, only what the file holds counts.
///
/// The listener is called on the watching thread, one event at a time. When it throws, the event
/// counts as not taken and is told again after the next look.
public final class PolicyWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PolicyWatch.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SETTLE = Duration.ofMillis(40);

    private final Path path;
    private final PolicyReload reload;
    private final Consumer<PolicyEvent> listener;
    private final Optional<WatchService> notices;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private PolicyWatch(Path path, PolicyReload reload, Consumer<PolicyEvent> listener) {
        this.path = path;
        this.reload = reload;
        this.listener = listener;
        notices = openNotices(path);
        thread = Thread.ofPlatform().name("policy-watch").daemon().unstarted(this::run);
    }

    /// Begins to watch.
    ///
    /// @param path as it was given to `reader` to load `current`
    /// @param current the policy in force
    public static PolicyWatch start(
            PolicyFile reader, Path path, Loaded current, Consumer<PolicyEvent> listener) {
        PolicyBytes.Content loaded =
                new PolicyBytes.Content(path, current.text().getBytes(StandardCharsets.UTF_8));
        PolicyWatch watch =
                new PolicyWatch(path, new PolicyReload(reader, loaded, current), listener);
        watch.thread.start();
        return watch;
    }

    /// Stops watching and waits for a call of the listener to end, unless that is where it is
    /// called.
    @Override
    public void close() {
        closed.countDown();
        notices.ifPresent(PolicyWatch::closeNotices);
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        try {
            while (closed.getCount() > 0) {
                await(pause);
                pause = look();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "no longer watching {0}", path);
        }
    }

    /// Looks once, and says how long to wait for the next look.
    private Duration look() {
        return switch (reload.look(PolicyBytes.read(path))) {
            case PolicyReload.Meaning.Nothing() -> POLL;
            case PolicyReload.Meaning.Unsettled() -> SETTLE;
            case PolicyReload.Meaning.Event(PolicyEvent event) -> {
                tell(event);
                yield POLL;
            }
        };
    }

    private void tell(PolicyEvent event) {
        try {
            listener.accept(event);
            reload.taken(event);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a change of " + path + " could not be taken up; trying again", e);
        }
    }

    /// Waits for the time to pass or, when that is the time between two polls, for a notice and
    /// then until what caused it may be over.
    private void await(Duration pause) throws InterruptedException {
        if (notices.isEmpty() || pause.compareTo(POLL) < 0) {
            sleep(pause);
            return;
        }
        WatchKey key = notices.get().poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            sleep(SETTLE);
            key.pollEvents();
            key.reset();
        }
    }

    private void sleep(Duration time) throws InterruptedException {
        boolean over = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (over) {
            throw new ClosedWatchServiceException();
        }
    }

    private static Optional<WatchService> openNotices(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder =
                Files.isDirectory(path)
                        ? path
                        : Optional.ofNullable(absolute.getParent()).orElse(absolute);
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            try {
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                return Optional.of(service);
            } catch (IOException e) {
                service.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.INFO, "{0} is looked at twice a second: {1}", path, e.toString());
            return Optional.empty();
        }
    }

    private static void closeNotices(WatchService service) {
        try {
            service.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing", e);
        }
    }
}
