package io.quorate.drill;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.CanaryServiceGrpc;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.JudgeRequest;
import io.quorate.edge.wire.v1.JudgeResponse;
import io.quorate.edge.wire.v1.KeptCanary;
import io.quorate.edge.wire.v1.ListCanariesRequest;
import io.quorate.edge.wire.v1.ValidatorServiceGrpc;
import io.quorate.edge.wire.v1.Vote;
import io.quorate.host.store.TestPostgres;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running sidecar asks of real agents beside the calls: canaries, and the votes that an
/// early answer did not need. The agent `dan` is slow and always wrong.
class CanaryIT {
    private static final int TERMINATED = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Queue<BallotPaper> PAPERS = new ConcurrentLinkedQueue<>();
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(1);

    @TempDir static Path folder;
    private static Server agents;
    private static Sidecar sidecar;

    @BeforeAll
    static void start() throws IOException {
        agents =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(new Agents())
                        .build()
                        .start();
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, policy(agents.getPort()));
        Files.writeString(
                folder.resolve("canaries.yaml"),
                """
                canaries:
                  - {id: filed-1, question: "One?", answer: Canary one., right: ACCEPT}
                  - {id: filed-2, question: "Two?", answer: Canary two., right: ACCEPT}
                """);
        sidecar =
                Sidecar.serving(
                        TestPostgres.database(), Map.of("QUORATE_POLICY", policy.toString()));
    }

    private static String policy(int port) {
        StringBuilder declared = new StringBuilder();
        for (String agent : List.of("ann", "bob", "cid", "dan")) {
            declared.append(
                    "        - {id: %s, fault_domain: of-%s, grpc: {address: \"127.0.0.1:%d\"}}\n"
                            .formatted(agent, agent, port));
        }
        return """
        consensus:
          pool_defaults:
            full_collection_share: 1
          agent_pools:
            facts:
              canaries: {file: canaries.yaml, share: 0.5}
              agents:
        %s    again:
              reuse_for: 10m
              canaries: {share: 0}
              agents:
        %s\
        """
                .formatted(declared, declared);
    }

    @AfterAll
    static void stop() {
        validate("the-last-call", "facts", "The last call.");
        sidecar.terminate();
        int status = sidecar.awaitExit();
        agents.shutdownNow();
        TIMER.shutdownNow();
        assertEquals(TERMINATED, status, sidecar.output());
    }

    /// Three agents accept at once whatever it is; dan rejects after a while.
    private static final class Agents extends ValidatorServiceGrpc.ValidatorServiceImplBase {
        @Override
        public void judge(JudgeRequest request, StreamObserver<JudgeResponse> caller) {
            BallotPaper paper = request.getPaper();
            PAPERS.add(paper);
            boolean dan = paper.getAgentId().equals("dan");
            FixedChoice choice =
                    dan ? FixedChoice.FIXED_CHOICE_REJECT : FixedChoice.FIXED_CHOICE_ACCEPT;
            Ballot ballot =
                    Ballot.newBuilder()
                            .setDecisionId(paper.getDecisionId())
                            .setRound(paper.getRound())
                            .setNonce(paper.getNonce())
                            .setVote(
                                    Vote.newBuilder()
                                            .setAgentId(paper.getAgentId())
                                            .setChoice(Choice.newBuilder().setFixed(choice))
                                            .setConfidence(0.9))
                            .build();
            var _ =
                    TIMER.schedule(
                            () -> {
                                caller.onNext(JudgeResponse.newBuilder().setBallot(ballot).build());
                                caller.onCompleted();
                            },
                            dan ? 150 : 1,
                            TimeUnit.MILLISECONDS);
        }
    }

    private static RequestSpecification http() {
        return given().baseUri(sidecar.url()).contentType("application/json");
    }

    private static JsonPath validate(String request, String pool, String answer) {
        return http().body(
                        """
                        {"request_id": "%s", "pools": ["%s"], "path": "COMPLEX",
                         "submission": {"question": "Which?", "answer": "%s"}}
                        """
                                .formatted(request, pool, answer))
                .post("/v1/validations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> decisionIds(String kind) {
        return http().queryParam("to", "2100-01-01T00:00:00Z")
                .queryParam("kind", kind)
                .get("/v1/audit/records")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("records.record.decision_id", String.class);
    }

    private static Response add(String id, String answer, String right) {
        return add(id, answer, right, "facts");
    }

    private static Response add(String id, String answer, String right, String pool) {
        return http().body(
                        """
                        {"canary_id": "%s", "right": "%s", "pools": ["%s"], "operator": "olga",
                         "submission": {"question": "Which?", "answer": "%s"}}
                        """
                                .formatted(id, right, pool, answer))
                .post("/v1/canaries");
    }

    private static void await(BooleanSupplier condition, String what) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new AssertionError(what + "; it printed:\n" + sidecar.output());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void canariesTeachAndNoCallerSeesThem() {
        add("added-1", "Canary three.", "ACCEPT").then().statusCode(200);
        Set<String> calls = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            JsonPath answer = validate("canary-call-" + i, "facts", "Call " + i + ".");
            assertEquals("ACCEPTED", answer.getString("decision.outcome.verdict"));
            calls.add(answer.getString("decision.decision_id"));
        }
        await(() -> decisionIds("canary").size() == 3, "three canaries are asked");
        List<String> canaries = decisionIds("canary");
        assertTrue(canaries.stream().noneMatch(calls::contains));
        assertEquals(
                3,
                PAPERS.stream()
                        .filter(paper -> paper.getAgentId().equals("ann"))
                        .filter(paper -> paper.getSubmission().getAnswer().startsWith("Canary"))
                        .filter(paper -> canaries.contains(paper.getDecisionId()))
                        .count(),
                "each is shown once");
        for (String canary : canaries) {
            http().get("/v1/decisions/" + canary).then().statusCode(404);
        }
        await(
                () ->
                        http().get("/v1/agents/facts/dan").jsonPath().getInt("agent.labelled_votes")
                                == 3,
                "dan's votes are labelled");
        assertTrue(accuracy("dan") < 0.5, () -> "dan " + accuracy("dan"));
        assertTrue(accuracy("ann") > 0.8, () -> "ann " + accuracy("ann"));
        await(() -> new HashSet<>(decisionIds("collected")).containsAll(calls), "collected");
        http().body("{\"operator\": \"olga\", \"reason\": \"it is wrong\"}")
                .post("/v1/canaries/added-1/revocation")
                .then()
                .statusCode(200)
                .body("labels", equalTo(1));
        assertEquals(
                2, http().get("/v1/agents/facts/dan").jsonPath().getInt("agent.labelled_votes"));
    }

    private static double accuracy(String agent) {
        return http().get("/v1/agents/facts/" + agent).jsonPath().getDouble("agent.accuracy");
    }

    @Test
    void theSameQuestionIsAnsweredFromTheFirstDecision() {
        String first = validate("again-1", "again", "Same.").getString("decision.decision_id");
        JsonPath second = validate("again-2", "again", "Same.");
        assertEquals(first, second.getString("decision.cached_from"));
        assertFalse(second.getBoolean("replayed"));
        assertEquals(
                1,
                PAPERS.stream()
                        .filter(paper -> paper.getSubmission().getAnswer().equals("Same."))
                        .filter(paper -> paper.getAgentId().equals("ann"))
                        .count());
    }

    @Test
    void whatIsWrongWithACanaryIsSaid() {
        assertEquals(
                "right",
                add("no-verdict", "Canary.", "")
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("violations[0].field"));
        http().body("{\"operator\": \"olga\", \"reason\": \"why not\"}")
                .post("/v1/canaries/never-added/retirement")
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsAddedCanBeListedAndRetired() {
        add("listed", "Canary z.", "REJECT").then().statusCode(200);
        assertEquals(
                "CANARY_CONTRADICTED",
                add("listed", "Canary other.", "REJECT")
                        .then()
                        .statusCode(409)
                        .extract()
                        .jsonPath()
                        .getString("reason"));
        http().body("{\"operator\": \"olga\", \"reason\": \"it is wrong\"}")
                .post("/v1/canaries/listed/retirement")
                .then()
                .statusCode(200);
        ManagedChannel channel = sidecar.channel();
        try {
            KeptCanary kept =
                    CanaryServiceGrpc.newBlockingStub(channel)
                            .listCanaries(ListCanariesRequest.getDefaultInstance())
                            .getCanariesList()
                            .stream()
                            .filter(canary -> canary.getCanaryId().equals("listed"))
                            .findFirst()
                            .orElseThrow();
            assertTrue(kept.hasRetiredAt());
            assertEquals("REJECT", kept.getRight());
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void ofManyWithOneIdAtOnceOneIsAdded() throws InterruptedException {
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        List<Thread> operators =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                statuses.add(
                                                        add(
                                                                        "raced",
                                                                        "Race " + i + ".",
                                                                        "REJECT",
                                                                        "again")
                                                                .statusCode())))
                        .toList();
        for (Thread operator : operators) {
            operator.join();
        }
        assertEquals(List.of(200, 409, 409, 409, 409, 409), statuses.stream().sorted().toList());
    }

    @Test
    void pagesAreInTheOrderOfIds() {
        for (String id : List.of("zb", "za", "zB", "zc")) {
            add(id, "Canary " + id + ".", "REJECT", "again").then().statusCode(200);
        }
        assertEquals(
                List.of("za", "zb", "zc"),
                http().queryParam("after", "zB")
                        .get("/v1/canaries")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("canaries.canary_id", String.class));
    }
}
