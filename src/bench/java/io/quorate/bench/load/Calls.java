package io.quorate.bench.load;

import io.grpc.MethodDescriptor;
import io.quorate.bench.bed.Pools;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.DecideRequest;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.Submission;
import io.quorate.edge.wire.v1.ValidateRequest;
import io.quorate.edge.wire.v1.ValidationPath;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.Vote;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// A method, and requests for it that are bytes already: a request is a copy of one of some
/// templates in which the request id is overwritten, so that the driver hardly costs anything.
public final class Calls {
    static final String YARDSTICK = "quorate.bench.Yardstick/";

    private static final int TEMPLATES = 64;

    /// One digit of sixteen for the run, and sixteen for the number of the call.
    private static final int DIGITS = 16;

    /// The request id is the first field of every request: its tag and its length come before it.
    private static final int ID_AT = 2;

    private static final double DISSENT = 0.15;
    private static final String SUBJECT = "Which year was the bridge opened?";
    private static final String ANSWER =
            "The bridge was opened in 1932, after eight years of work by fourteen hundred people.";

    private final MethodDescriptor<byte[], byte[]> method;
    private final byte[][] templates;
    private final AtomicLong count = new AtomicLong();

    private Calls(String name, IntFunction<byte[]> template) {
        method =
                MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(name)
                        .build();
        templates = new byte[TEMPLATES][];
        for (int i = 0; i < TEMPLATES; i++) {
            templates[i] = template.apply(i);
        }
    }

    /// Decisions in that pool on so many votes, most of them for the answer.
    public static Calls decide(String pool, int votes) {
        return new Calls(
                ValidationServiceGrpc.getDecideMethod().getFullMethodName(),
                i -> decision(pool, votes, i).toByteArray());
    }

    /// The same bytes to a method that does nothing with them.
    static Calls nothing(String pool, int votes) {
        return new Calls(YARDSTICK + "Answer", i -> decision(pool, votes, i).toByteArray());
    }

    /// Validations by the agents of these pools.
    public static Calls validate(Iterable<String> pools) {
        return new Calls(
                ValidationServiceGrpc.getValidateMethod().getFullMethodName(),
                _ -> validation(pools).toByteArray());
    }

    /// A validation as the load makes them, with a request id of its own.
    static ValidateRequest validation(Iterable<String> pools) {
        return ValidateRequest.newBuilder()
                .setRequestId(requestId())
                .setService("bench")
                .addAllPools(pools)
                .setPath(ValidationPath.VALIDATION_PATH_STANDARD)
                .setSubmission(submission())
                .build();
    }

    /// A decision as the load makes them, with a request id of its own.
    static DecideRequest decision(String pool, int votes, int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        DecideRequest.Builder request =
                DecideRequest.newBuilder()
                        .setRequestId(requestId())
                        .setService("bench")
                        .setPool(pool)
                        .setSubmission(submission());
        for (int i = 0; i < votes; i++) {
            request.addVotes(
                    Vote.newBuilder()
                            .setAgentId(Pools.agent(i))
                            .setChoice(
                                    Choice.newBuilder()
                                            .setFixed(
                                                    chance.nextDouble() < DISSENT
                                                            ? FixedChoice.FIXED_CHOICE_REJECT
                                                            : FixedChoice.FIXED_CHOICE_ACCEPT))
                            .setConfidence(chance.nextInt(60, 100) / 100.0));
        }
        return request.build();
    }

    private static Submission submission() {
        return Submission.newBuilder().setQuestion(SUBJECT).setAnswer(ANSWER).build();
    }

    private static String requestId() {
        String run = HexFormat.of().toHexDigits(UUID.randomUUID().getLeastSignificantBits());
        return run + "0".repeat(DIGITS);
    }

    MethodDescriptor<byte[], byte[]> method() {
        return method;
    }

    byte[] next() {
        long number = count.incrementAndGet();
        byte[] request = templates[(int) (number % TEMPLATES)].clone();
        byte[] digits = HexFormat.of().toHexDigits(number).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(digits, 0, request, ID_AT + DIGITS, DIGITS);
        return request;
    }

    /// Sends what it is given, and leaves unread what comes: that an answer came is what counts.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        private static final byte[] UNREAD = {};

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return UNREAD;
        }
    }
}
