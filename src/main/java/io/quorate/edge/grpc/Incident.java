package io.quorate.edge.grpc;

import io.grpc.MethodDescriptor;
import io.quorate.engine.Refusal;
import java.util.UUID;
import org.jboss.logging.Logger;

/// A bug of ours: the log gets its cause, and the caller the id under which the log has it.
final class Incident {
    private static final Logger LOG = Logger.getLogger(Incident.class);

    private Incident() {}

    /// @param method whose call failed
    static Refusal.Defect of(MethodDescriptor<?, ?> method, Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(cause, "%s failed, incident %s", method.getFullMethodName(), incident);
        return new Refusal.Defect(incident);
    }
}
