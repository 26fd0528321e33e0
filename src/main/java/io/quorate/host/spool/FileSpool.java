package io.quorate.host.spool;

import io.quorate.engine.spool.Parcel;
import io.quorate.engine.spool.Spool;
import io.quorate.host.spool.SpoolFolder.FileOpener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A spool in a folder.
///
/// One thread writes: it takes all that waits, appends it to the newest file, syncs, answers.
/// Another one reads. What a file holds is counted, and the file removed when nothing of it is
/// needed; the newest one stays, as it remembers which numbers are reserved.
public final class FileSpool implements Spool {
    private static final Logger LOG = Logger.getLogger(FileSpool.class);

    private final Path path;
    private final SpoolLimits limits;
    private final FileOpener opener;
    private final LinkedBlockingQueue<Waiting> waiting;
    private final TreeMap<Long, Held> files = new TreeMap<>();
    private final ExecutorService writing =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spool").factory());
    private final ExecutorService reading =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("spool-read").factory());
    private @Nullable SpoolFolder folder;
    private @Nullable Segment newest;
    private volatile Remains remains = Remains.NOTHING;
    private volatile Optional<String> name = Optional.empty();
    private long reserved;

    private record Waiting(ByteBuffer frame, OptionalLong limit, CompletableFuture<Put> put) {}

    /// A file, and how many of its parcels are needed.
    private static final class Held {
        private final Segment segment;
        private int needed;

        Held(Segment segment) {
            this.segment = segment;
        }
    }

    private FileSpool(Path path, SpoolLimits limits, FileOpener opener) {
        this.path = path;
        this.limits = limits;
        this.opener = opener;
        waiting = new LinkedBlockingQueue<>(limits.waitingMax());
    }

    /// @throws IOException if the folder is there and cannot be used
    static FileSpool open(Path path, SpoolLimits limits, FileOpener opener) throws IOException {
        FileSpool spool = new FileSpool(path, limits, opener);
        Optional<SpoolFolder> found = SpoolFolder.find(path, opener);
        if (found.isPresent()) {
            spool.take(found.get());
        }
        return spool;
    }

    private synchronized void take(SpoolFolder found) throws IOException {
        folder = found;
        name = Optional.of(found.name());
        List<Item> items = new ArrayList<>();
        long torn = 0;
        long damaged = 0;
        for (Segment segment : found.segments()) {
            Segment.Scan scan = segment.scan();
            Held held = new Held(segment);
            for (Segment.Found each : scan.frames()) {
                switch (each.frame()) {
                    case Frame.Tagged(var tag) -> {
                        items.add(new Item(tag, new Place(segment.number(), each.offset())));
                        held.needed++;
                    }
                    case Frame.Reserved(long limit) -> reserved = Math.max(reserved, limit);
                }
            }
            torn += scan.torn();
            damaged += scan.damaged();
            files.put(segment.number(), held);
        }
        OptionalLong limit = reserved == 0 ? OptionalLong.empty() : OptionalLong.of(reserved);
        remains = new Remains(items, limit, torn, damaged);
        if (damaged > 0) {
            LOG.errorf("the spool %s is damaged: %d bytes are not what was written", path, damaged);
        } else if (torn > 0) {
            LOG.warnf("the spool %s has a torn end of %d bytes, never acknowledged", path, torn);
        }
    }

    @Override
    public Optional<String> name() {
        return name;
    }

    @Override
    public synchronized Readiness prepare() {
        try {
            if (folder == null) {
                SpoolFolder made = SpoolFolder.make(path, opener);
                folder = made;
                name = Optional.of(made.name());
            }
            return new Readiness.Ready(name.orElseThrow());
        } catch (IOException e) {
            return new Readiness.Unusable("the spool cannot be used: " + e.getMessage());
        }
    }

    @Override
    public Remains remains() {
        return remains;
    }

    @Override
    public CompletionStage<Put> put(Parcel parcel) {
        return put(Frame.of(parcel), OptionalLong.empty());
    }

    @Override
    public CompletionStage<Put> reserve(long limit) {
        return put(Frame.reservation(limit), OptionalLong.of(limit));
    }

    private CompletionStage<Put> put(ByteBuffer frame, OptionalLong limit) {
        CompletableFuture<Put> put = new CompletableFuture<>();
        if (!waiting.offer(new Waiting(frame, limit, put))) {
            return CompletableFuture.completedStage(
                    new Put.Refused("more waits for the spool than may wait"));
        }
        try {
            writing.execute(this::write);
        } catch (RejectedExecutionException _) {
            refuse(drained(), "the spool is closed");
        }
        return put;
    }

    private List<Waiting> drained() {
        List<Waiting> taken = new ArrayList<>();
        waiting.drainTo(taken, limits.batchMax());
        return taken;
    }

    /// Writes what waits. Whoever put it asked for a run of its own, most of which find nothing.
    private void write() {
        List<Waiting> batch = drained();
        if (batch.isEmpty()) {
            return;
        }
        List<ByteBuffer> frames = new ArrayList<>(batch.size());
        batch.forEach(each -> frames.add(each.frame()));
        long bytes = frames.stream().mapToLong(ByteBuffer::remaining).sum();
        List<Place> places = new ArrayList<>();
        try {
            Segment segment = roomFor(bytes);
            long at = segment.length();
            segment.append(frames);
            for (ByteBuffer frame : frames) {
                places.add(new Place(segment.number(), at));
                at += frame.remaining();
            }
        } catch (IOException e) {
            giveUp(e);
            refuse(batch, "the spool cannot be written: " + e.getMessage());
            return;
        }
        keep(batch, places);
    }

    private void keep(List<Waiting> batch, List<Place> places) {
        synchronized (this) {
            for (int i = 0; i < batch.size(); i++) {
                Waiting each = batch.get(i);
                if (each.limit().isPresent()) {
                    reserved = Math.max(reserved, each.limit().getAsLong());
                } else {
                    held(places.get(i)).needed++;
                }
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).put().complete(new Put.Kept(places.get(i)));
        }
    }

    private static void refuse(List<Waiting> batch, String cause) {
        batch.forEach(each -> each.put().complete(new Put.Refused(cause)));
    }

    /// The newest file, or a new one once that is long enough. Each begins with what is reserved.
    private synchronized Segment roomFor(long bytes) throws IOException {
        SpoolFolder home = folder;
        if (home == null) {
            throw new IOException("it was not made ready");
        }
        Segment current = newest;
        if (current == null || isDoneWith(current, bytes)) {
            long number = files.isEmpty() ? 1 : files.lastKey() + 1;
            current = begin(home.segment(number));
            files.put(number, new Held(current));
            newest = current;
            removeUnneeded();
        }
        if (length() + bytes > limits.bytesMax()) {
            throw new IOException("it holds as much as it may, " + limits.bytesMax() + " bytes");
        }
        return current;
    }

    /// Also when what is not needed in it takes the room that is left.
    private boolean isDoneWith(Segment current, long bytes) {
        Held held = files.get(current.number());
        return current.length() > limits.fileBytesMax()
                || (held != null && held.needed == 0 && length() + bytes > limits.bytesMax());
    }

    private long length() {
        return files.values().stream().mapToLong(file -> file.segment.length()).sum();
    }

    private Segment begin(Segment made) throws IOException {
        try {
            if (reserved > 0) {
                made.append(List.of(Frame.reservation(reserved)));
            }
            return made;
        } catch (IOException e) {
            made.delete();
            throw e;
        }
    }

    /// After a failed append the file is cut back to what is safe, or left for good.
    private synchronized void giveUp(IOException failure) {
        LOG.warnf("the spool %s: %s", path, failure.getMessage());
        Segment broken = newest;
        if (broken == null) {
            return;
        }
        try {
            broken.cut();
        } catch (IOException e) {
            LOG.warnf("the spool's file %d is left: %s", broken.number(), e.getMessage());
            newest = null;
        }
    }

    @Override
    public CompletionStage<Fetch> fetch(List<Place> places) {
        return CompletableFuture.supplyAsync(() -> fetchNow(places), reading);
    }

    private Fetch fetchNow(List<Place> places) {
        List<Parcel> parcels = new ArrayList<>(places.size());
        try {
            for (Place place : places) {
                Segment segment;
                synchronized (this) {
                    segment = held(place).segment;
                }
                parcels.add(Frame.parcel(segment.body(place.offset())));
            }
            return new Fetch.Fetched(parcels);
        } catch (IOException | RuntimeException e) {
            LOG.errorf("the spool %s cannot be read: %s", path, e);
            return new Fetch.Unreadable("the spool cannot be read: " + e.getMessage());
        }
    }

    @Override
    public synchronized void release(Place place) {
        Held file = held(place);
        file.needed--;
        if (file.needed == 0 && file.segment != newest) {
            removeUnneeded();
        }
    }

    /// The newest file stays: it says which numbers are reserved. So does the last one of a sidecar
    /// before this, until there is a newer one.
    private void removeUnneeded() {
        for (Map.Entry<Long, Held> each : List.copyOf(files.entrySet())) {
            boolean last = each.getKey().equals(files.lastKey());
            if (!last && each.getValue().needed == 0) {
                files.remove(each.getKey());
                delete(each.getValue().segment);
            }
        }
    }

    private static void delete(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            LOG.warnf("a file of the spool cannot be removed: %s", e.getMessage());
        }
    }

    private Held held(Place place) {
        Held file = files.get(place.file());
        if (file == null) {
            throw new IllegalArgumentException("nothing lies at " + place);
        }
        return file;
    }

    @Override
    public synchronized boolean isEmpty() {
        return files.values().stream().allMatch(file -> file.needed == 0);
    }

    /// Removes the files if nothing in them is needed.
    @Override
    public void close() {
        end();
        closeFiles(isEmpty() ? Segment::delete : Segment::close);
    }

    /// Ends as a killed process does: everything is left as it is.
    void abandon() {
        end();
        closeFiles(Segment::close);
    }

    private void end() {
        writing.shutdown();
        reading.shutdown();
        try {
            if (!writing.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warnf("the spool %s still writes", path);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        refuse(drained(), "the spool is closed");
    }

    @FunctionalInterface
    private interface Closing {
        void close(Segment segment) throws IOException;
    }

    private synchronized void closeFiles(Closing closing) {
        try {
            for (Held file : files.values()) {
                closing.close(file.segment);
            }
            files.clear();
            if (folder != null) {
                folder.close();
            }
        } catch (IOException e) {
            LOG.warnf("the spool %s cannot be closed: %s", path, e.getMessage());
        }
    }
}
