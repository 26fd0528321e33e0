package io.quorate.bench.load;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.quorate.bench.bed.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Calls a sidecar over several connections, on one thread of its own.
///
/// At a rate, calls are sent when they are due, whether or not earlier ones have come back, and
/// their time counts from when they were due. A server that halts for a second is therefore charged
/// with every call that would have been made in that second, and not with one, as by a caller who
/// waits [1].
///
/// [1] Gil Tene, How NOT to Measure Latency, 2013: coordinated omission.
public final class Driver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long WAITING_MAX = 100_000;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final long pid;
    private final AtomicLong waiting = new AtomicLong();

    private Driver(int port, int connections, long pid) {
        this.pid = pid;
        for (int i = 0; i < connections; i++) {
            channels.add(
                    NettyChannelBuilder.forAddress("127.0.0.1", port)
                            .usePlaintext()
                            .directExecutor()
                            .eventLoopGroup(loop)
                            .channelType(NioSocketChannel.class)
                            .build());
        }
    }

    public static Driver of(Site site, int connections) {
        return new Driver(site.sidecar().grpcPort(), connections, site.sidecar().pid());
    }

    /// Keeps so many calls in flight: the next is sent as soon as one has come back.
    public Timing saturate(Calls calls, int inFlight, Duration warmUp, Duration time)
            throws InterruptedException {
        Sample sample = Sample.after(warmUp, time, pid);
        for (int i = 0; i < inFlight; i++) {
            repeat(calls, i, sample);
        }
        LockSupport.parkNanos(sample.begin() - System.nanoTime());
        sample.begins();
        sleepUntil(sample.end());
        sample.ends();
        settle();
        return sample.timing();
    }

    private void repeat(Calls calls, int lane, Sample sample) {
        long now = System.nanoTime();
        if (now < sample.end()) {
            send(calls, lane, now, sample, () -> repeat(calls, lane, sample));
        }
    }

    /// Sends so many calls a second.
    public Timing pace(Calls calls, double perSecond, Duration warmUp, Duration time)
            throws InterruptedException {
        Sample sample = Sample.after(warmUp, time, pid);
        long begun = System.nanoTime();
        double step = 1e9 / perSecond;
        boolean measures = false;
        for (long i = 0; ; i++) {
            long due = begun + (long) (i * step);
            if (due >= sample.end()) {
                break;
            }
            if (!measures && due >= sample.begin()) {
                measures = true;
                sample.begins();
            }
            sleepUntil(due);
            if (waiting.get() < WAITING_MAX) {
                send(calls, i, due, sample, () -> {});
            } else {
                sample.count(due, Status.CANCELLED.withDescription("too many calls wait"));
            }
        }
        sample.ends();
        settle();
        return sample.timing();
    }

    private void send(Calls calls, long number, long due, Sample sample, Runnable next) {
        waiting.incrementAndGet();
        ClientCall<byte[], byte[]> call =
                channels.get((int) (number % channels.size()))
                        .newCall(calls.method(), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        sample.count(due, status);
                        waiting.decrementAndGet();
                        if (status.getCode() != Status.Code.UNAVAILABLE) {
                            next.run();
                        }
                    }
                },
                new Metadata());
        // One more than there is, so that the end of the call comes with the answer.
        call.request(2);
        call.sendMessage(calls.next());
        call.halfClose();
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }

    /// Waits for what is still in flight; what does not come is cancelled, and counts as failed.
    private void settle() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (waiting.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        if (waiting.get() > 0) {
            close();
            throw new IllegalStateException(waiting.get() + " calls got no answer");
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (ManagedChannel channel : channels) {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
