package io.quorate.host.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One file of the spool: frames, one behind the other.
///
/// Reading may be done by any thread, everything else by one.
final class Segment {
    private final long number;
    private final Path file;
    private final FileChannel channel;
    private long end;
    private boolean unsynced;

    Segment(long number, Path file, FileChannel channel, long end) {
        this.number = number;
        this.file = file;
        this.channel = channel;
        this.end = end;
    }

    /// What a scan found.
    ///
    /// @param torn bytes behind the last whole frame
    /// @param damaged bytes before it that are in no frame
    record Scan(List<Found> frames, long torn, long damaged) {}

    record Found(Frame frame, long offset) {}

    long number() {
        return number;
    }

    long length() {
        return end;
    }

    /// Appends frames and syncs them. After a failure the file is as long as it was before, or it
    /// is not to be written to again.
    void append(List<ByteBuffer> frames) throws IOException {
        long at = end;
        for (ByteBuffer frame : frames) {
            ByteBuffer rest = frame.duplicate();
            while (rest.hasRemaining()) {
                at += channel.write(rest, at);
            }
        }
        unsynced = true;
        channel.force(false);
        unsynced = false;
        end = at;
    }

    /// Takes back what a failed append left.
    ///
    /// @throws IOException if the file is not to be written to again
    void cut() throws IOException {
        if (unsynced) {
            throw new IOException("it could not be synced");
        }
        channel.truncate(end);
    }

    /// The body of the frame that begins here.
    ByteBuffer body(long offset) throws IOException {
        ByteBuffer head = read(offset, Frame.HEAD);
        if (head.getInt() != Frame.MAGIC) {
            throw new IOException("no frame begins at " + offset + " of " + file);
        }
        int length = head.getInt();
        String damaged = "the frame at " + offset + " of " + file + " is damaged";
        if (length < 0 || length > Frame.BODY_MAX) {
            throw new IOException(damaged);
        }
        ByteBuffer body = read(offset + Frame.HEAD, length);
        if (!Frame.fits(head.getInt(), body)) {
            throw new IOException(damaged);
        }
        return body;
    }

    /// Looks at every frame. Behind what is none it looks for the next one.
    Scan scan() throws IOException {
        List<Found> frames = new ArrayList<>();
        long damaged = 0;
        long whole = 0;
        long at = 0;
        long length = channel.size();
        while (at + Frame.HEAD < length) {
            try {
                ByteBuffer body = body(at);
                long next = at + Frame.HEAD + body.remaining();
                frames.add(new Found(Frame.read(body), at));
                damaged += at - whole;
                whole = next;
                at = next;
            } catch (IOException | RuntimeException _) {
                at = nextMagic(at + 1, length);
            }
        }
        return new Scan(List.copyOf(frames), length - whole, damaged);
    }

    private long nextMagic(long from, long length) throws IOException {
        int step = 64 << 10;
        for (long at = from; at + Integer.BYTES <= length; at += step) {
            int some = (int) Math.min(step + Integer.BYTES - 1, length - at);
            ByteBuffer bytes = read(at, some);
            for (int i = 0; i + Integer.BYTES <= some; i++) {
                if (bytes.getInt(i) == Frame.MAGIC) {
                    return at + i;
                }
            }
        }
        return length;
    }

    void close() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private ByteBuffer read(long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the file " + file + " ends too early");
            }
        }
        return bytes.flip();
    }
}
