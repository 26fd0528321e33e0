package io.quorate.bench.bed;

import io.quorate.drill.Sidecar;
import io.quorate.edge.validators.AgentServer;
import io.quorate.edge.wire.v1.FixedChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sidecar that serves on a PostgreSQL, and the agents that it asks, which this process plays:
/// they accept whatever they are shown, at once.
///
/// @param origin the name of the sidecar's log
public record Site(
        Sidecar sidecar, AgentServer server, Postgres postgres, String origin, int agents)
        implements AutoCloseable {

    /// How to start a sidecar over and over on the same log.
    ///
    /// @param origin the name of its log
    public record Plan(
            Executable executable,
            Postgres postgres,
            String origin,
            Map<String, String> environment) {

        /// Writes down what the sidecar has to be told.
        ///
        /// @param folder where the sidecars keep their keys and spools
        public static Plan of(Executable executable, Postgres postgres, Path folder, Pools pools)
                throws IOException {
            String origin = "bench-" + executable.name() + "-" + System.nanoTime();
            Path own = Files.createDirectories(folder.resolve(origin));
            Path policy = own.resolve("policy.yaml");
            Files.writeString(policy, pools.yaml());
            Map<String, String> environment = new HashMap<>(postgres.environment());
            environment.put("QUORATE_DATA_DIR", own.toAbsolutePath().toString());
            environment.put("QUORATE_POLICY", policy.toString());
            environment.put("QUORATE_ORIGIN", origin);
            return new Plan(executable, postgres, origin, environment);
        }

        /// Starts it and waits for nothing.
        public Sidecar launch() {
            return Sidecar.launch(executable.path(), environment);
        }
    }

    /// Starts a sidecar with pools of these durabilities, and waits until it serves.
    public static Site start(
            Executable executable,
            Postgres postgres,
            Path folder,
            List<String> durabilities,
            int agents)
            throws IOException {
        AgentServer server = new AgentServer();
        return start(
                executable,
                postgres,
                folder,
                Pools.of(durabilities, agents, server.address()),
                server);
    }

    /// Starts a sidecar with these pools, and waits until it serves.
    public static Site start(
            Executable executable, Postgres postgres, Path folder, Pools pools, AgentServer server)
            throws IOException {
        for (int i = 0; i < pools.agents(); i++) {
            server.plays(Pools.agent(i), accepting());
        }
        Plan plan = Plan.of(executable, postgres, folder, pools);
        Sidecar sidecar = plan.launch();
        sidecar.awaitReady();
        return new Site(sidecar, server, postgres, plan.origin(), pools.agents());
    }

    private static AgentServer.Behaviour accepting() {
        return (paper, caller) ->
                AgentServer.answer(
                        caller,
                        AgentServer.ballot(
                                paper,
                                AgentServer.vote(paper, FixedChoice.FIXED_CHOICE_ACCEPT).build()));
    }

    @Override
    public void close() {
        sidecar.close();
        server.close();
    }
}
