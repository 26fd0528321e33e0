package io.quorate.auditor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Chunks one after the other, of which the next few are read and hashed at the same time.
///
/// No more than twice as many are held as there are readers, so memory does not grow with the log.
final class Chunks implements AutoCloseable {
    private final ChunkReader reader;
    private final long end;
    private final int ahead;
    private final ExecutorService readers;
    private final Deque<Future<Chunk>> under = new ArrayDeque<>();
    private long next;

    /// The chunks from `first` up to but not including `end`.
    Chunks(ChunkReader reader, long first, long end, int readers) {
        this.reader = reader;
        this.next = first;
        this.end = end;
        this.ahead = 2 * readers;
        this.readers = Executors.newFixedThreadPool(readers);
    }

    boolean hasNext() {
        return next < end || !under.isEmpty();
    }

    Chunk next() throws IOException {
        while (next < end && under.size() < ahead) {
            long index = next++;
            under.add(readers.submit(() -> reader.read(index)));
        }
        try {
            return under.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
