package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quorate.edge.wire.v1.AgentCard;
import io.quorate.edge.wire.v1.AgentEvent;
import io.quorate.edge.wire.v1.AgentServiceGrpc;
import io.quorate.edge.wire.v1.AgentServiceGrpc.AgentServiceBlockingStub;
import io.quorate.edge.wire.v1.ExcludeAgentRequest;
import io.quorate.edge.wire.v1.GetAgentRequest;
import io.quorate.edge.wire.v1.ListAgentsRequest;
import io.quorate.edge.wire.v1.RegisterAgentRequest;
import io.quorate.edge.wire.v1.ReinstateAgentRequest;
import io.quorate.edge.wire.v1.ReportOutcomeRequest;
import io.quorate.edge.wire.v1.RevokeOutcomeRequest;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc.ValidationServiceBlockingStub;
import io.quorate.host.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Agents over gRPC against the packaged sidecar: who they are, how they stand and why, what labels
/// taught of them, and that a restart changes none of it.
class AgentsIT {
    private static final String POLICY =
            """
            consensus:
              agent_pools:
                facts:
                  weighting: specialization
                  specialization_weights: {law: 1.2}
                  max_agents: 4
                  standbys_max: 1
                  agents: [{id: alice, fault_domain: a}, {id: bob, fault_domain: b}, {id: carol, fault_domain: c}, {id: dave, fault_domain: d}]
            """;

    @TempDir static Path folder;
    private final TestPostgres.Database database = TestPostgres.database();
    private Sidecar sidecar;
    private ManagedChannel channel;
    private AgentServiceBlockingStub agents;
    private ValidationServiceBlockingStub validation;

    @BeforeEach
    void start() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, POLICY);
        sidecar = Sidecar.serving(database, Map.of("QUORATE_POLICY", file.toString()));
        channel = sidecar.channel();
        agents = AgentServiceGrpc.newBlockingStub(channel);
        validation = ValidationServiceGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        sidecar.close();
    }

    private void restart() throws IOException {
        channel.shutdownNow();
        sidecar.terminate();
        assertEquals(0, sidecar.awaitExit() & ~143, sidecar::output);
        start();
    }

    private void crash() throws IOException {
        stop();
        start();
    }

    @Test
    void whatIsKnownOfAgentsOutlivesRestartsAndCrashes() throws IOException {
        AgentCard erin = register("erin", "a", "law");
        assertEquals("STANDBY", erin.getStanding());
        assertEquals(erin, register("erin", "a", "law"), "who asks again is let in again");
        for (int i = 0; i < 3; i++) {
            report(decide(), "ACCEPT");
        }
        String last = decide();
        report(last, "REJECT");
        assertEquals("EXCLUDED", exclude("bob").getStanding());
        AgentCard seated = get("erin");
        assertEquals("PROBATION", seated.getStanding());
        assertEquals(1, seated.getSeat());

        List<AgentCard> before = list();
        assertEquals(
                List.of("alice", "bob", "carol", "dave", "erin"),
                before.stream().map(AgentCard::getAgentId).toList());
        assertEquals(4, card(before, "alice").getLabelledVotes());
        assertTrue(
                card(before, "alice").getAccuracy() > card(before, "carol").getAccuracy(),
                before::toString);
        restart();
        assertEquals(before, list());
        assertEquals("PROBATION", reinstate("bob").getStanding());
        revoke(last);
        List<AgentCard> after = list();
        assertEquals(3, card(after, "alice").getLabelledVotes());
        crash();
        assertEquals(after, list());
        assertEquals(
                List.of("standing", "standing"),
                kinds("bob").stream().filter("standing"::equals).toList());
        assertEquals(List.of("standing", "registration"), kinds("erin"));
        assertTrue(
                history("bob").stream()
                        .anyMatch(event -> event.getText().contains("by olga: seen to be mended")),
                () -> history("bob").toString());
        assertEquals("label_revoked", kinds("alice").getFirst());
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsReason() {
        register("erin", "a", "law");
        refused(Code.ALREADY_EXISTS, "AGENT_CONTRADICTED", () -> register("erin", "b", "law"));
        refused(Code.ALREADY_EXISTS, "AGENT_CONTRADICTED", () -> register("alice", "b", ""));
        refused(
                Code.INVALID_ARGUMENT,
                "UNKNOWN_FAULT_DOMAIN",
                () -> register("finn", "elsewhere", ""));
        refused(
                Code.INVALID_ARGUMENT,
                "UNKNOWN_SPECIALIZATION",
                () -> register("finn", "a", "astrology"));
        refused(Code.FAILED_PRECONDITION, "STANDBYS_FULL", () -> register("finn", "a", ""));
        refused(Code.INVALID_ARGUMENT, "INVALID_FIELD", () -> register("", "a", ""));
        refused(
                Code.NOT_FOUND,
                "UNKNOWN_POOL",
                () -> agents.listAgents(ListAgentsRequest.newBuilder().setPool("none").build()));
        refused(Code.NOT_FOUND, "UNKNOWN_AGENT", () -> get("nobody"));
        refused(Code.NOT_FOUND, "UNKNOWN_AGENT", () -> exclude("nobody"));
        refused(Code.FAILED_PRECONDITION, "AGENT_NOT_REMOVED", () -> reinstate("alice"));
        exclude("dave");
        refused(Code.FAILED_PRECONDITION, "AGENT_ALREADY_EXCLUDED", () -> exclude("dave"));
        refused(
                Code.INVALID_ARGUMENT,
                "INVALID_FIELD",
                () ->
                        agents.reinstateAgent(
                                ReinstateAgentRequest.newBuilder()
                                        .setPool(Sidecar.POOL)
                                        .setAgentId("dave")
                                        .setOperator("olga")
                                        .build()));
        String decided = decide();
        refused(Code.NOT_FOUND, "UNKNOWN_OUTCOME", () -> revoke(decided));
        report(decided, "ACCEPT");
        report(decided, "ACCEPT");
        refused(Code.ALREADY_EXISTS, "OUTCOME_CONTRADICTED", () -> report(decided, "REJECT"));
        refused(Code.INVALID_ARGUMENT, "INVALID_FIELD", () -> report(decided, "PERHAPS"));
        refused(Code.NOT_FOUND, "UNKNOWN_DECISION", () -> report("never-made", "ACCEPT"));
        assertEquals(1, get("alice").getLabelledVotes());
    }

    /// Three to one for accept, carol against.
    private String decide() {
        return validation.decide(Requests.threeToOne().build()).getDecision().getDecisionId();
    }

    private void report(String decision, String right) {
        validation.reportOutcome(
                ReportOutcomeRequest.newBuilder()
                        .setDecisionId(decision)
                        .setRight(right)
                        .setService("drill")
                        .build());
    }

    private void revoke(String decision) {
        validation.revokeOutcome(
                RevokeOutcomeRequest.newBuilder()
                        .setDecisionId(decision)
                        .setOperator("olga")
                        .setReason("reported for the wrong decision")
                        .build());
    }

    private AgentCard register(String agent, String domain, String field) {
        return agents.registerAgent(
                        RegisterAgentRequest.newBuilder()
                                .setPool(Sidecar.POOL)
                                .setAgentId(agent)
                                .setFaultDomain(domain)
                                .setSpecialization(field)
                                .build())
                .getAgent();
    }

    private AgentCard exclude(String agent) {
        return agents.excludeAgent(
                        ExcludeAgentRequest.newBuilder()
                                .setPool(Sidecar.POOL)
                                .setAgentId(agent)
                                .setOperator("olga")
                                .setReason("answers nonsense")
                                .build())
                .getAgent();
    }

    private AgentCard reinstate(String agent) {
        return agents.reinstateAgent(
                        ReinstateAgentRequest.newBuilder()
                                .setPool(Sidecar.POOL)
                                .setAgentId(agent)
                                .setOperator("olga")
                                .setReason("seen to be mended")
                                .build())
                .getAgent();
    }

    private List<AgentCard> list() {
        return agents.listAgents(ListAgentsRequest.newBuilder().setPool(Sidecar.POOL).build())
                .getAgentsList();
    }

    private static AgentCard card(List<AgentCard> cards, String agent) {
        return cards.stream()
                .filter(card -> card.getAgentId().equals(agent))
                .collect(Collectors.toList())
                .getFirst();
    }

    private AgentCard get(String agent) {
        return agents.getAgent(ofAgent(agent)).getAgent();
    }

    private List<AgentEvent> history(String agent) {
        return agents.getAgent(ofAgent(agent)).getHistoryList();
    }

    private List<String> kinds(String agent) {
        return history(agent).stream().map(AgentEvent::getKind).toList();
    }

    private static GetAgentRequest ofAgent(String agent) {
        return GetAgentRequest.newBuilder().setPool(Sidecar.POOL).setAgentId(agent).build();
    }

    private static void refused(Code code, String reason, Executable call) {
        StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(code, refusal.getStatus().getCode(), refusal.getMessage());
        String told =
                StatusProto.fromThrowable(refusal).getDetailsList().stream()
                        .filter(detail -> detail.is(ErrorInfo.class))
                        .map(detail -> detail.getValue().toStringUtf8())
                        .collect(Collectors.joining());
        assertTrue(told.contains(reason), () -> refusal.getMessage() + " " + told);
    }
}
