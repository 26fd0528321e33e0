package io.quorate.drill;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.quorate.edge.wire.v1.AuditServiceGrpc;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.DecideResponse;
import io.quorate.edge.wire.v1.Decision;
import io.quorate.edge.wire.v1.DeliberateRequest;
import io.quorate.edge.wire.v1.DeliberateResponse;
import io.quorate.edge.wire.v1.Fault;
import io.quorate.edge.wire.v1.FaultKind;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.GetDecisionRequest;
import io.quorate.edge.wire.v1.GetDecisionResponse;
import io.quorate.edge.wire.v1.Proposal;
import io.quorate.edge.wire.v1.Submission;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc.ValidationServiceBlockingStub;
import io.quorate.edge.wire.v1.Verdict;
import io.quorate.edge.wire.v1.Vote;
import io.quorate.host.store.TestPostgres;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers of every kind get a decision, and find it in PostgreSQL.
class DecideIT {
    private static final String FIRST_CALL =
            """
            {"request_id": "first-call", "pool": "facts",
             "submission": {"question": "What is the capital of France?", "answer": "Paris."},
             "votes": [{"agent_id": "alice", "choice": "ACCEPT", "confidence": 0.97},
                       {"agent_id": "bob",   "choice": "ACCEPT", "confidence": 0.9},
                       {"agent_id": "carol", "choice": "REJECT", "confidence": 0.6},
                       {"agent_id": "dave",  "choice": "ACCEPT", "confidence": 0.8}]}
            """;

    @TempDir static Path folder;
    private static TestPostgres.Database database;
    private static Path socket;
    private static Sidecar sidecar;
    private static ManagedChannel channel;
    private static ValidationServiceBlockingStub validation;

    @BeforeAll
    static void start() {
        database = TestPostgres.database();
        socket = folder.resolve("quorate.sock");
        sidecar = Sidecar.serving(database, Map.of("QUORATE_GRPC_SOCKET", socket.toString()));
        channel = sidecar.channel();
        validation = ValidationServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    @Test
    void threeOfFourDecideAndTheDecisionIsInPostgres() throws SQLException {
        DecideResponse answer = validation.decide(Requests.threeToOne().build());

        Decision decision = answer.getDecision();
        assertEquals(Verdict.VERDICT_ACCEPTED, decision.getOutcome().getVerdict());
        assertEquals(3, decision.getPools(0).getRounds(0).getElectorate().getQ());
        assertTrue(decision.getLogPosition().hasLogIndex());
        assertEquals(1, decisionsNamed(decision.getDecisionId()));

        GetDecisionResponse stored =
                AuditServiceGrpc.newBlockingStub(channel)
                        .getDecision(
                                GetDecisionRequest.newBuilder()
                                        .setDecisionId(decision.getDecisionId())
                                        .build());
        assertEquals(decision, stored.getDecision());
        assertEquals(4, stored.getVotesCount());
    }

    @Test
    void aRetryGetsTheSameDecision() {
        var call = Requests.threeToOne();
        DecideResponse first = validation.decide(call.build());
        DecideResponse again = validation.decide(call.build());
        assertFalse(first.getReplayed());
        assertTrue(again.getReplayed());
        assertEquals(first.getDecision(), again.getDecision());
        assertEquals(
                first.getDecision().getLogPosition().getOrigin(),
                again.getDuplicateLogPosition().getOrigin());
    }

    @Test
    void whatOneAgentGotWrongIsItsFaultAndTheDecisionGoesOn() {
        DecideResponse answer =
                validation.decide(
                        Requests.withoutVotes()
                                .addVotes(Requests.vote("alice", FixedChoice.FIXED_CHOICE_REJECT))
                                .addVotes(Requests.vote("bob", FixedChoice.FIXED_CHOICE_REJECT))
                                .addVotes(Requests.vote("carol", FixedChoice.FIXED_CHOICE_REJECT))
                                .addVotes(
                                        Requests.vote("dave", FixedChoice.FIXED_CHOICE_REJECT)
                                                .setConfidence(Double.NaN))
                                .addVotes(Requests.vote("mallory", FixedChoice.FIXED_CHOICE_ACCEPT))
                                .build());
        Decision decision = answer.getDecision();
        assertEquals(Verdict.VERDICT_REJECTED, decision.getOutcome().getVerdict());
        assertEquals(
                Set.of(
                        FaultKind.FAULT_KIND_CONFIDENCE_OUT_OF_RANGE,
                        FaultKind.FAULT_KIND_UNKNOWN_AGENT),
                decision.getPools(0).getRounds(0).getFaultsList().stream()
                        .map(Fault::getKind)
                        .collect(toSet()));
    }

    @Test
    void aQuestionIsDecidedOnTheAnswersOfItsAgents() {
        DeliberateRequest.Builder call =
                DeliberateRequest.newBuilder()
                        .setRequestId("deliberation-1")
                        .setPool(Sidecar.POOL)
                        .setSubmission(Submission.newBuilder().setQuestion("What is the capital?"));
        Map.of("alice", "Paris", "bob", "Lyon", "carol", "Paris.", "dave", "Paris")
                .forEach((agent, answer) ->
                        call.addProposals(Proposal.newBuilder().setAgentId(agent).setAnswer(answer))
                                .addVotes(
                                        Vote.newBuilder()
                                                .setAgentId(agent)
                                                .setChoice(
                                                        Choice.newBuilder()
                                                                .setCandidateId("carol"))));
        DeliberateResponse answer = validation.deliberate(call.build());

        Decision decision = answer.getDecision();
        assertEquals(Verdict.VERDICT_ACCEPTED, decision.getOutcome().getVerdict());
        assertEquals(2, decision.getPools(0).getRoundsCount());
        assertEquals(2, answer.getAnswersCount());
        assertEquals(
                Set.of("alice", "carol", "dave"),
                answer.getAnswersList().stream()
                        .filter(each ->
                                each.getCandidateId()
                                        .equals(decision.getOutcome().getChoice().getCandidateId()))
                        .flatMap(each -> each.getAuthorIdsList().stream())
                        .collect(toSet()));
        assertTrue(validation.deliberate(call.build()).getReplayed());
    }

    @Test
    void unanimousAnswersAreAcceptedOverRest() {
        rest().contentType(ContentType.JSON)
                .body(
                        """
                        {"request_id": "deliberation-2", "pool": "facts",
                         "submission": {"question": "What is the capital of Australia?"},
                         "proposals": [{"agent_id": "alice", "answer": "Canberra"},
                                       {"agent_id": "bob",   "answer": "Canberra."},
                                       {"agent_id": "carol", "answer": "Canberra"},
                                       {"agent_id": "dave",  "answer": "Canberra"}]}
                        """)
                .post("/v1/deliberations")
                .then()
                .statusCode(200)
                .body("decision.outcome.verdict", equalTo("ACCEPTED"))
                .body("answers[0].author_ids", hasItems("alice", "bob", "carol", "dave"));
        rest().contentType(ContentType.JSON)
                .body("{\"request_id\": \"x\", \"pool\": \"facts\", \"answer\": \"?\"}")
                .post("/v1/deliberations")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("answer", "submission", "proposals"));
    }

    @Test
    void theCallOfTheReadmeGetsItsAnswerOverRest() {
        String id =
                rest().contentType(ContentType.JSON)
                        .body(FIRST_CALL)
                        .post("/v1/decisions")
                        .then()
                        .statusCode(200)
                        .body("decision.outcome.verdict", equalTo("ACCEPTED"))
                        .body("decision.pools[0].leaning", equalTo("ACCEPT"))
                        .body("log.origin", equalTo("drill"))
                        .body("replayed", equalTo(false))
                        .extract()
                        .path("decision.decision_id");
        rest().get("/v1/decisions/" + id)
                .then()
                .statusCode(200)
                .body("decision.decision_id", equalTo(id));
        rest().contentType(ContentType.JSON)
                .body(FIRST_CALL)
                .post("/v1/decisions")
                .then()
                .body("decision.decision_id", equalTo(id))
                .body("replayed", equalTo(true));
    }

    @Test
    void aCallerInTheSameFolderNeedsNoNetwork() throws Exception {
        NioEventLoopGroup loops = new NioEventLoopGroup(1);
        ManagedChannel local =
                NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                        .channelFactory(NioDomainSocketChannel::new)
                        .eventLoopGroup(loops)
                        .overrideAuthority("localhost")
                        .usePlaintext()
                        .build();
        try {
            DecideResponse answer =
                    ValidationServiceGrpc.newBlockingStub(local)
                            .decide(Requests.threeToOne().build());
            assertEquals(1, decisionsNamed(answer.getDecision().getDecisionId()));
            assertEquals("rw-rw----", permissions(socket));
        } finally {
            local.shutdownNow();
            loops.shutdownGracefully().sync();
        }
    }

    @Test
    void everyServiceTellsItsHealth() {
        for (String service :
                Set.of("", ValidationServiceGrpc.SERVICE_NAME, AuditServiceGrpc.SERVICE_NAME)) {
            HealthCheckRequest question =
                    HealthCheckRequest.newBuilder().setService(service).build();
            assertEquals(
                    ServingStatus.SERVING,
                    HealthGrpc.newBlockingStub(channel).check(question).getStatus());
        }
    }

    @Test
    void theHealthOfAServiceThatThereIsNoneOfIsNotFound() {
        HealthCheckRequest question = HealthCheckRequest.newBuilder().setService("no.Such").build();
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () -> HealthGrpc.newBlockingStub(channel).check(question));
        assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
    }

    @Test
    void theSidecarDescribesAndMeasuresItself() {
        rest().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        rest().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/v1/decisions", "/v1/decisions/{id}"))
                .body("paths.'/v1/decisions'.post.summary", notNullValue());
        validation.decide(Requests.threeToOne().build());
        rest().get("/q/metrics").then().statusCode(200).body(containsString("quorate_decision"));
    }

    private static RequestSpecification rest() {
        return given().baseUri(sidecar.url());
    }

    private static String permissions(Path path) throws Exception {
        return java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path));
    }

    private static int decisionsNamed(String id) throws SQLException {
        try (Connection connection = database.superuser().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT count(*) FROM decision WHERE decision_id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
