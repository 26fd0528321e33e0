package io.quorate.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.quorate.edge.wire.v1.GetPolicyRequest;
import io.quorate.edge.wire.v1.GetPolicyResponse;
import io.quorate.edge.wire.v1.PolicyServiceGrpc;
import io.quorate.edge.wire.v1.ValidationServiceGrpc;
import io.quorate.host.store.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can happen to the folder in which the policy lies, seen at the packaged sidecar: it tells
/// of it, and goes on under the policy that it has.
class PolicyMishapIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String POLICY =
            """
            consensus:
              agent_pools:
                facts:
                  agents: [{id: alice, fault_domain: a}, {id: bob, fault_domain: b}, {id: carol, fault_domain: c}, {id: dave, fault_domain: d}]
            """;

    @TempDir private Path folder;

    @Test
    void whateverBecomesOfTheFileTheOldPolicyDecidesUntilThereIsAGoodOneAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        Map<String, String> settings = Map.of("QUORATE_POLICY", folder.toString());
        try (Sidecar sidecar = Sidecar.serving(TestPostgres.database(), settings)) {
            ManagedChannel channel = sidecar.channel();
            ByteString digest = decide(channel);

            Path second = Files.writeString(folder.resolve("second.yaml"), POLICY);
            rejected(channel, "policy.yaml, second.yaml");
            assertEquals(digest, decide(channel));
            Files.delete(second);
            await(channel, policy -> !policy.hasRejected());

            Files.delete(file);
            rejected(channel, "without a YAML file");
            assertEquals(digest, decide(channel));
            Files.writeString(file, POLICY);
            await(channel, policy -> !policy.hasRejected());

            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
            rejected(channel, "cannot be read");
            assertEquals(digest, decide(channel));
            Files.delete(file);
            Files.writeString(
                    file, POLICY.replace("facts:", "facts:\n      weight_threshold: 0.7"));
            await(channel, policy -> !policy.getPolicyDigest().equals(digest));
            channel.shutdownNow();
        }
    }

    @Test
    void twoFilesWhereOneIsMeantStopTheStart() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), POLICY);
        Files.writeString(folder.resolve("two.yaml"), POLICY);
        Map<String, String> settings = new HashMap<>(Sidecar.using(TestPostgres.database()));
        settings.put("QUORATE_POLICY", folder.toString());
        settings.put("QUORATE_SPOOL_MIB_MAX", "much");
        try (Sidecar sidecar = Sidecar.launch(settings)) {
            assertEquals(2, sidecar.awaitExit());
            assertTrue(sidecar.output().contains("one.yaml, two.yaml"), sidecar::output);
            assertTrue(sidecar.output().contains("quorate.spool-mib-max"), sidecar::output);
        }
    }

    private static ByteString decide(ManagedChannel channel) {
        return ValidationServiceGrpc.newBlockingStub(channel)
                .decide(Requests.threeToOne().build())
                .getDecision()
                .getPolicyDigest();
    }

    private static void rejected(ManagedChannel channel, String words) throws Exception {
        await(
                channel,
                policy ->
                        policy.getRejected().getProblemsList().stream()
                                .anyMatch(problem -> problem.toString().contains(words)));
    }

    private static void await(ManagedChannel channel, Predicate<GetPolicyResponse> condition)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            GetPolicyResponse policy =
                    PolicyServiceGrpc.newBlockingStub(channel)
                            .getPolicy(GetPolicyRequest.getDefaultInstance());
            if (condition.test(policy)) {
                return;
            }
            assertTrue(System.nanoTime() < end, policy::toString);
            Thread.sleep(20);
        }
    }
}
