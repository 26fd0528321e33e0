package io.quorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.quorate.core.policy.reading.PolicyReading;
import io.quorate.host.policyfile.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The manifests fit the Kubernetes model, without a key that it does not know, and keep what the
/// handbook says of them.
final class KubernetesTest {
    private static final Path FOLDER = Path.of("k8s");
    private static final ObjectMapper STRICT = strict();

    private final Deployment deployment = read("base/deployment.yaml", Deployment.class);
    private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    private final Container sidecar = pod.getInitContainers().getFirst();

    @Test
    void theModelRefusesAKeyThatItDoesNotKnow() {
        Map<String, Object> misspelt =
                Map.of("metadata", Map.of("name", "x"), "spec", Map.of("replica", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> STRICT.convertValue(misspelt, Deployment.class));
    }

    @Test
    void quorateIsANativeSidecar() {
        assertEquals("quorate", sidecar.getName());
        assertEquals("Always", sidecar.getRestartPolicy());
        assertEquals(1, pod.getContainers().size());
    }

    @Test
    void everyContainerRunsWithoutRights() {
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        assertFalse(pod.getAutomountServiceAccountToken());
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(container -> {
                    SecurityContext rights = container.getSecurityContext();
                    assertTrue(rights.getReadOnlyRootFilesystem(), container.getName());
                    assertFalse(rights.getAllowPrivilegeEscalation(), container.getName());
                    assertEquals(List.of("ALL"), rights.getCapabilities().getDrop());
                    assertEquals(
                            Set.of("cpu", "memory"), container.getResources().getLimits().keySet());
                });
    }

    @Test
    void theSidecarIsProbedAtItsHealthEndpoints() {
        assertEquals("/q/health/started", sidecar.getStartupProbe().getHttpGet().getPath());
        assertEquals("/q/health/ready", sidecar.getReadinessProbe().getHttpGet().getPath());
        assertEquals("/q/health/live", sidecar.getLivenessProbe().getHttpGet().getPath());
        assertEquals(8470, sidecar.getPorts().getFirst().getContainerPort());
    }

    @Test
    void thePodOutlivesTheSidecarsDrain() {
        assertTrue(pod.getTerminationGracePeriodSeconds() > 20);
    }

    @Test
    void thePolicyIsMountedAsAFolderWhereTheSidecarLooksForIt() {
        Path policy = Path.of(environment(sidecar).get("QUORATE_POLICY").getValue());
        VolumeMount mount = mount(sidecar, policy.getParent());
        assertEquals(null, mount.getSubPath());
        assertEquals(
                "quorate-policy", volume(mount.getName()).orElseThrow().getConfigMap().getName());
        assertTrue(Files.exists(FOLDER.resolve("base").resolve(policy.getFileName())));
    }

    @Test
    void whatItWritesHasAFolderAndARoomForTheSpool() {
        Path data = Path.of(environment(sidecar).get("QUORATE_DATA_DIR").getValue());
        Volume volume = volume(mount(sidecar, data).getName()).orElseThrow();
        Quantity room = volume.getEmptyDir().getSizeLimit();
        assertTrue(room.getNumericalAmount().longValue() > 512L << 20, room::toString);
        assertEquals("OnRootMismatch", pod.getSecurityContext().getFsGroupChangePolicy());
    }

    @Test
    void onlyLabelledPodsReachTheSidecarsHttpPort() {
        JsonNode policy = STRICT.valueToTree(yaml("base/network-policy.yaml"));
        JsonNode pods = policy.at("/spec/podSelector/matchLabels");
        assertEquals(STRICT.valueToTree(deployment.getSpec().getSelector().getMatchLabels()), pods);
        int rules = 0;
        for (JsonNode rule : policy.at("/spec/ingress")) {
            if (rule.at("/ports/0/port").asInt() == 8470) {
                rules++;
                JsonNode label = rule.at("/from/0/podSelector/matchLabels/quorate~1reads-log");
                assertEquals("true", label.asText());
            }
        }
        assertEquals(1, rules);
    }

    @Test
    void asAStatefulSetItKeepsWhatThePodsWrite() {
        StatefulSet set = STRICT.convertValue(patched(), StatefulSet.class);
        assertEquals("StatefulSet", set.getKind());
        assertEquals(
                read("stateful/service.yaml", Service.class).getMetadata().getName(),
                set.getSpec().getServiceName());
        Container kept = set.getSpec().getTemplate().getSpec().getInitContainers().getFirst();
        Map<String, EnvVar> environment = environment(kept);
        Set<String> mounted =
                Stream.of("QUORATE_DATA_DIR", "QUORATE_CHECKPOINT_DIR")
                        .map(name -> mount(kept, Path.of(environment.get(name).getValue())))
                        .map(VolumeMount::getName)
                        .collect(Collectors.toSet());
        assertEquals(
                mounted,
                set.getSpec().getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .collect(Collectors.toSet()));
        assertEquals(
                List.of("policy", "scratch"),
                set.getSpec().getTemplate().getSpec().getVolumes().stream()
                        .map(Volume::getName)
                        .toList());
    }

    @Test
    void thePolicyCanBePutInForce() {
        Path file = FOLDER.resolve("base/policy.yaml");
        assertInstanceOf(
                PolicyReading.Loaded.class, new PolicyFile(_ -> true).load(file), file::toString);
    }

    @Test
    void theExampleSecretHasWhatTheSidecarTakesFromIt() {
        Secret secret = read("example/database-secret.yaml", Secret.class);
        assertEquals(
                sidecar.getEnvFrom().getFirst().getSecretRef().getName(),
                secret.getMetadata().getName());
        assertTrue(
                secret.getStringData()
                        .keySet()
                        .containsAll(
                                Set.of(
                                        "QUARKUS_DATASOURCE_JDBC_URL",
                                        "QUARKUS_DATASOURCE_USERNAME",
                                        "QUARKUS_DATASOURCE_PASSWORD",
                                        "QUARKUS_FLYWAY_USERNAME",
                                        "QUARKUS_FLYWAY_PASSWORD")));
    }

    @Test
    void kustomizeListsEveryManifestOfTheBase() throws IOException {
        Map<?, ?> kustomization = yaml("base/kustomization.yaml");
        try (Stream<Path> files = Files.list(FOLDER.resolve("base"))) {
            Set<String> manifests =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml"))
                            .filter(name -> !name.equals("policy.yaml"))
                            .collect(Collectors.toSet());
            assertEquals(manifests, Set.copyOf((List<?>) kustomization.get("resources")));
        }
        ServiceAccount account = read("base/service-account.yaml", ServiceAccount.class);
        assertNotNull(account.getMetadata());
        assertEquals(pod.getServiceAccountName(), account.getMetadata().getName());
    }

    private static Map<String, EnvVar> environment(Container container) {
        return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, each -> each));
    }

    private static VolumeMount mount(Container container, Path folder) {
        return container.getVolumeMounts().stream()
                .filter(each -> Path.of(each.getMountPath()).equals(folder))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Volume> volume(String name) {
        return pod.getVolumes().stream().filter(each -> each.getName().equals(name)).findFirst();
    }

    /// The base as Kustomize makes a StatefulSet of it (RFC 6902).
    private static JsonNode patched() {
        JsonNode base = STRICT.valueToTree(yaml("base/deployment.yaml"));
        for (JsonNode step : STRICT.valueToTree(parsed("stateful/stateful-set.yaml"))) {
            JsonPointer path = JsonPointer.compile(step.get("path").asText());
            JsonNode parent = base.at(path.head());
            String last = path.last().getMatchingProperty();
            switch (step.get("op").asText()) {
                case "test" -> assertEquals(step.get("value"), base.at(path), path::toString);
                case "remove" -> ((ArrayNode) parent).remove(Integer.parseInt(last));
                case "add", "replace" -> {
                    if (parent instanceof ArrayNode list) {
                        assertEquals("-", last);
                        list.add(step.get("value"));
                    } else {
                        ((ObjectNode) parent).set(last, step.get("value"));
                    }
                }
                default -> throw new AssertionError(step);
            }
        }
        return base;
    }

    private static <T> T read(String file, Class<T> type) {
        return STRICT.convertValue(yaml(file), type);
    }

    private static Map<?, ?> yaml(String file) {
        return (Map<?, ?>) parsed(file);
    }

    private static Object parsed(String file) {
        try {
            String text = Files.readString(FOLDER.resolve(file));
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /// The model's classes take unknown keys in; without that they fail on them.
    private static ObjectMapper strict() {
        SimpleModule module = new SimpleModule();
        module.setDeserializerModifier(
                new BeanDeserializerModifier() {
                    @Override
                    public BeanDeserializerBuilder updateBuilder(
                            DeserializationConfig config,
                            BeanDescription type,
                            BeanDeserializerBuilder builder) {
                        builder.setAnySetter(null);
                        return builder;
                    }
                });
        return new ObjectMapper()
                .registerModule(module)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
