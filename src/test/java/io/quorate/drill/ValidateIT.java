package io.quorate.drill;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quorate.edge.validators.AgentServer;
import io.quorate.edge.wire.v1.Ballot;
import io.quorate.edge.wire.v1.BallotPaper;
import io.quorate.edge.wire.v1.Candidate;
import io.quorate.edge.wire.v1.Choice;
import io.quorate.edge.wire.v1.Entity;
import io.quorate.edge.wire.v1.FixedChoice;
import io.quorate.edge.wire.v1.OutcomeReason;
import io.quorate.edge.wire.v1.PoolOutcome;
import io.quorate.edge.wire.v1.ProcessedQuery;
import io.quorate.edge.wire.v1.Proposal;
import io.quorate.edge.wire.v1.Submission;
import io.quorate.edge.wire.v1.SuggestedAction;
import io.quorate.edge.wire.v1.Task;
import io.quorate.edge.wire.v1.ValidateRequest;
import io.quorate.edge.wire.v1.ValidateResponse;
import io.quorate.edge.wire.v1.ValidationPath;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc.ValidationServiceBlockingStub;
import io.quorate.edge.wire.v1.Verdict;
import io.quorate.edge.wire.v1.Vote;
import io.quorate.host.store.TestPostgres;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged sidecar asks agents of several kinds, over real connections.
class ValidateIT {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger ASKED_IN_VAIN = new AtomicInteger();
    private static final String POLICY =
            """
            consensus:
              performance_targets: {standard_path_latency: 20s, complex_path_latency: 30s}
              agent_pools:
                queries:
                  min_agents: 6
                  needs: [question, query]
                  agents:
                    - {id: intent, builtin: query-intent}
                    - {id: entities, builtin: query-entities}
                    - {id: types, builtin: query-types}
                    - {id: coverage, builtin: query-coverage}
                    - {id: strategy, builtin: query-strategy}
                    - {id: unity, builtin: query-unity}
                capitals:
                  protocol: two-round
                  agents: [AGENTS(c)]
                facts:
                  on_no_consensus: experts
                  agents: [AGENTS(f)]
                experts:
                  agents: [AGENTS(x)]
                silent:
                  agents: [AGENTS(s)]
                lame:
                  min_agents: 7
                  agents:
                    - {id: keyless, openai: {base_url: "https://models.invalid/v1", model: m, key_env: NO_SUCH_KEY}}
                    - {id: nowhere, grpc: {address: "dns:///no.such.host.invalid:9000"}}
                    - {id: l4, fault_domain: l4, grpc: {address: "ADDRESS"}}
                    - AGENTS(l)
            """;

    @TempDir static Path folder;
    private static AgentServer agents;
    private static Sidecar sidecar;
    private static ManagedChannel channel;
    private static ValidationServiceBlockingStub validation;

    @BeforeAll
    static void start() throws Exception {
        agents = new AgentServer();
        for (int i = 0; i < 5; i++) {
            agents.plays("l" + i, agents.voting(FixedChoice.FIXED_CHOICE_ACCEPT, 5));
            agents.plays("s" + i, (_, _) -> ASKED_IN_VAIN.incrementAndGet());
            agents.plays("x" + i, agents.voting(FixedChoice.FIXED_CHOICE_REJECT, 5));
            FixedChoice half =
                    i < 2 ? FixedChoice.FIXED_CHOICE_ACCEPT : FixedChoice.FIXED_CHOICE_REJECT;
            agents.plays("f" + i, agents.voting(half, 5));
            String capital = i == 3 ? "Lyon" : "Paris";
            agents.plays(
                    "c" + i, (paper, caller) -> AgentServer.answer(caller, answer(paper, capital)));
        }
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, policy());
        sidecar =
                Sidecar.serving(
                        TestPostgres.database(), Map.of("QUORATE_POLICY", policy.toString()));
        channel = sidecar.channel();
        validation = ValidationServiceGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        sidecar.close();
        agents.close();
    }

    private static String policy() {
        String text = POLICY;
        for (String letter : new String[] {"c", "f", "x", "s", "l"}) {
            StringBuilder four = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                String id = letter + i;
                four.append(i == 0 ? "" : letter.equals("l") ? "\n        - " : ", ")
                        .append("{id: ")
                        .append(id)
                        .append(", fault_domain: ")
                        .append(id)
                        .append(", grpc: {address: \"ADDRESS\"}}");
            }
            text = text.replace("AGENTS(" + letter + ")", four);
        }
        return text.replace("ADDRESS", agents.address());
    }

    /// Answers with a capital when asked alone, and afterwards votes for Paris.
    private static Ballot answer(BallotPaper paper, String capital) {
        Ballot.Builder ballot =
                Ballot.newBuilder()
                        .setDecisionId(paper.getDecisionId())
                        .setRound(paper.getRound())
                        .setNonce(paper.getNonce());
        if (paper.getTask() == Task.TASK_PROPOSE) {
            return ballot.setProposal(
                            Proposal.newBuilder().setAgentId(paper.getAgentId()).setAnswer(capital))
                    .build();
        }
        String paris =
                paper.getSubmission().getCandidates().getCandidatesList().stream()
                        .filter(candidate -> candidate.getText().equals("Paris"))
                        .map(Candidate::getId)
                        .findFirst()
                        .orElse("");
        return ballot.setVote(
                        Vote.newBuilder()
                                .setAgentId(paper.getAgentId())
                                .setConfidence(0.9)
                                .setChoice(Choice.newBuilder().setCandidateId(paris)))
                .build();
    }

    private static ValidateRequest.Builder call(String pool, Submission.Builder submission) {
        return ValidateRequest.newBuilder()
                .setRequestId("validation-" + CALLS.incrementAndGet())
                .addPools(pool)
                .setPath(ValidationPath.VALIDATION_PATH_COMPLEX)
                .setSubmission(submission);
    }

    private static Submission.Builder query(String intent, String strategy) {
        return Submission.newBuilder()
                .setQuestion("Who built the Pine Bridge in 1887?")
                .setQuery(
                        ProcessedQuery.newBuilder()
                                .setIntent(intent)
                                .setStrategy(strategy)
                                .addEntities(
                                        Entity.newBuilder().setText("Pine Bridge").setType("place"))
                                .addEntities(Entity.newBuilder().setText("1887").setType("date")));
    }

    @Test
    void aProcessedQueryIsJudged() {
        ValidateResponse good =
                validation.validate(call("queries", query("person", "direct")).build());
        assertEquals(Verdict.VERDICT_ACCEPTED, good.getDecision().getOutcome().getVerdict());
        Submission.Builder wrong = query("comparison", "summarise");
        wrong.getQueryBuilder().removeEntities(1).getEntitiesBuilder(0).setText("Oak Bridge");
        ValidateResponse bad = validation.validate(call("queries", wrong).build());
        assertEquals(Verdict.VERDICT_REJECTED, bad.getDecision().getOutcome().getVerdict());
        assertEquals(SuggestedAction.SUGGESTED_ACTION_REVISE, bad.getSuggestion().getAction());
        assertTrue(bad.getSuggestion().toString().contains("Oak Bridge"));
    }

    @Test
    void aProcessedQueryIsJudgedOverRest() {
        rest().body(
                        """
                        {"request_id": "rest-query", "pools": ["queries"], "path": "COMPLEX",
                         "submission": {"question": "Who built the Pine Bridge in 1887?",
                           "query": {"intent": "person", "strategy": "direct_lookup",
                             "entities": [{"text": "Pine Bridge", "type": "place"},
                                          {"text": "1887", "type": "date"}]}}}
                        """)
                .post("/v1/validations")
                .then()
                .statusCode(200)
                .body("decision.outcome.verdict", equalTo("ACCEPTED"))
                .body("suggestion.action", equalTo("ACCEPT"));
        rest().body(
                        """
                        {"request_id": "x", "submission": {"answer": "both",
                           "query": {"entities": [{}], "plan": 1}}}
                        """)
                .post("/v1/validations")
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        hasItems(
                                "submission",
                                "submission.question",
                                "submission.query.intent",
                                "submission.query.plan",
                                "submission.query.entities[0].text"));
    }

    @Test
    void aQuestionIsAnsweredInTwoRounds() {
        ValidateRequest call =
                call("capitals", Submission.newBuilder().setQuestion("What is the capital?"))
                        .build();
        ValidateResponse reply = validation.validate(call);
        assertEquals(Verdict.VERDICT_ACCEPTED, reply.getDecision().getOutcome().getVerdict());
        assertEquals(2, reply.getDecision().getPools(0).getRoundsCount());
        String chosen = reply.getDecision().getOutcome().getChoice().getCandidateId();
        assertEquals(
                "Paris",
                reply.getAnswersList().stream()
                        .filter(answer -> answer.getCandidateId().equals(chosen))
                        .findFirst()
                        .orElseThrow()
                        .getText());
        ValidateResponse again = validation.validate(call);
        assertTrue(again.getReplayed());
        assertEquals(reply.getAnswersList(), again.getAnswersList());
    }

    @Test
    void expertsDecideWhatAPoolCannot() {
        ValidateResponse reply =
                validation.validate(
                        call("facts", Submission.newBuilder().setAnswer("It is so.")).build());
        assertEquals(Verdict.VERDICT_REJECTED, reply.getDecision().getOutcome().getVerdict());
        assertEquals(
                "experts",
                reply.getDecision().getPoolsList().stream()
                        .filter(PoolOutcome::getRequired)
                        .findFirst()
                        .orElseThrow()
                        .getPool());
    }

    @Test
    void agentsThatCannotBeAskedAreNamedAndTheOthersDecide() {
        ValidateResponse reply =
                validation.validate(
                        call("lame", Submission.newBuilder().setAnswer("It is so.")).build());
        assertEquals(Verdict.VERDICT_ACCEPTED, reply.getDecision().getOutcome().getVerdict());
        assertTrue(sidecar.output().contains("keyless is unavailable: NO_SUCH_KEY is not set"));
    }

    @Test
    void whatTheCallerGotWrongIsRefused() {
        Submission.Builder answer = Submission.newBuilder().setAnswer("It is so.");
        refuses(Status.Code.NOT_FOUND, call("no-such-pool", answer));
        refuses(Status.Code.INVALID_ARGUMENT, call("facts", answer).setPathValue(77));
        refuses(
                Status.Code.INVALID_ARGUMENT,
                call("facts", Submission.newBuilder().setQuestion("Is it so?")));
        refuses(
                Status.Code.INVALID_ARGUMENT,
                call("facts", Submission.newBuilder().setAnswer("x".repeat(300_000))));
        rest().body("{\"answer\": \"" + "x".repeat(5_000_000) + "\"}")
                .post("/v1/validations")
                .then()
                .statusCode(413)
                .body("reason", equalTo("MESSAGE_TOO_LARGE"));
        rest().body(
                        "{\"request_id\": \"p\", \"path\": \"SLOW\", \"submission\": {\"answer\":"
                                + " \"a\"}}")
                .post("/v1/validations")
                .then()
                .statusCode(400)
                .body("violations[0].description", containsString("FAST"));
    }

    @Test
    void aCallWhoseDeadlineIsOverAsksNobodyAndLeavesNoRecord() {
        ValidateRequest call =
                call("silent", Submission.newBuilder().setAnswer("It is so."))
                        .setService("too-late")
                        .build();
        int asked = ASKED_IN_VAIN.get();
        Metadata over = new Metadata();
        over.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), "1n");
        StatusRuntimeException late =
                assertThrows(
                        StatusRuntimeException.class,
                        () ->
                                validation
                                        .withInterceptors(
                                                MetadataUtils.newAttachHeadersInterceptor(over))
                                        .validate(call));
        assertTrue(
                Set.of(Status.Code.DEADLINE_EXCEEDED, Status.Code.CANCELLED)
                        .contains(late.getStatus().getCode()),
                late::toString);
        assertEquals(asked, ASKED_IN_VAIN.get());
        rest().get("/v1/audit/decisions?to=2100-01-01T00:00:00Z&service=too-late")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(0));
    }

    @Test
    void agentsThatNeverAnswerCostAVerdictAndNotTheDeadline() {
        ValidateRequest call =
                call("silent", Submission.newBuilder().setAnswer("It is not so.")).build();
        ValidateResponse reply = validation.withDeadlineAfter(4, TimeUnit.SECONDS).validate(call);
        assertEquals(Verdict.VERDICT_NO_CONSENSUS, reply.getDecision().getOutcome().getVerdict());
        assertEquals(
                OutcomeReason.OUTCOME_REASON_TIMEOUT, reply.getDecision().getOutcome().getReason());
        assertTrue(validation.validate(call).getReplayed());
    }

    private static void refuses(Status.Code code, ValidateRequest.Builder call) {
        StatusRuntimeException refused =
                assertThrows(StatusRuntimeException.class, () -> validation.validate(call.build()));
        assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
    }

    private static RequestSpecification rest() {
        return given().baseUri(sidecar.url()).contentType(ContentType.JSON);
    }
}
