package io.quorate.edge.validators;

import java.io.IOException;
import java.nio.file.Files;

/// An agent that is a gRPC service on a Unix domain socket.
class UnixSocketAgentTest extends GrpcAgentContract {
    UnixSocketAgentTest() throws IOException {
        super(AgentServer.on(Files.createTempDirectory("agent").resolve("agent.sock")));
    }
}
