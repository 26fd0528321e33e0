package io.quorate.edge.validators;

import java.io.IOException;

/// An agent that is a gRPC service on a port.
class GrpcValidatorTest extends GrpcAgentContract {
    GrpcValidatorTest() throws IOException {
        super(new AgentServer());
    }
}
