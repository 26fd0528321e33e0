package io.quorate.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wiring.SettingsReader.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    @Test
    void everySettingIsAVariable() {
        Settings settings =
                read(
                        Map.of(
                                "QUORATE_ORIGIN", "one, two",
                                "QUORATE_DATA_DIR", "/srv/q",
                                "QUORATE_LOG_KEY", "/keys/one",
                                "QUORATE_CHECKPOINT_DIR", "/copies",
                                "QUORATE_SPOOL_DIR", "/spool",
                                "QUORATE_SPOOL_MIB_MAX", "64",
                                "QUORATE_SPOOL_LOST", "abc",
                                "QUORATE_GRPC_SOCKET", "/run/q.sock"));
        assertEquals(Optional.of("one, two"), settings.origin());
        assertEquals(Optional.of("/srv/q"), settings.dataDir());
        assertEquals(Optional.of("/keys/one"), settings.logKey());
        assertEquals(Optional.of("/copies"), settings.checkpointDir());
        assertEquals(Optional.of("/spool"), settings.spoolDir());
        assertEquals(OptionalLong.of(64), settings.spoolMibMax());
        assertEquals(Optional.of("abc"), settings.spoolLost());
        assertEquals(Optional.of("/run/q.sock"), settings.grpc().socket());
    }

    @Test
    void nothingHasToBeSetAndAnEmptyVariableSaysNothing() {
        Settings settings = read(Map.of("QUORATE_POLICY", "", "QUORATE_SPOOL_MIB_MAX", ""));
        assertEquals(Optional.empty(), settings.policy());
        assertEquals(Optional.empty(), settings.witness());
        assertEquals(OptionalLong.empty(), settings.spoolMibMax());
    }

    @Test
    void whatKubernetesSetsForAServiceOfThatNameIsNoMistake() {
        read(Map.of("QUORATE_PORT", "tcp://10.0.0.7:8471", "QUORATE_SERVICE_HOST", "10.0.0.7"));
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        List<String> problems =
                assertInstanceOf(
                                Reading.Refused.class,
                                SettingsReader.read(
                                        Map.of(
                                                "QUORATE_POLICY", "/no/such/policy.yaml",
                                                "QUORATE_ORIGIN", "one,,two",
                                                "QUORATE_WITNESS", "no witness",
                                                "QUORATE_SPOOL_MIB_MAX", "much",
                                                "QUARKUS_HTTP_PORT", "http",
                                                "QUARKUS_GRPC_SERVER_PORT", "123456")))
                        .problems();
        for (String part :
                List.of(
                        "/no/such/policy.yaml",
                        "QUORATE_ORIGIN \"\"",
                        "QUORATE_WITNESS: ",
                        "quorate.spool-mib-max",
                        "QUARKUS_HTTP_PORT \"http\"",
                        "QUARKUS_GRPC_SERVER_PORT \"123456\"")) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains(part)),
                    () -> part + " is not in " + problems);
        }
    }

    @Test
    void theSpoolHoldsSomething() {
        assertEquals(
                List.of("QUORATE_SPOOL_MIB_MAX \"0\" must be a whole number from 1 to 1000000000"),
                assertInstanceOf(
                                Reading.Refused.class,
                                SettingsReader.read(Map.of("QUORATE_SPOOL_MIB_MAX", "0")))
                        .problems());
    }

    private static Settings read(Map<String, String> environment) {
        return assertInstanceOf(Reading.Read.class, SettingsReader.read(environment)).settings();
    }
}
