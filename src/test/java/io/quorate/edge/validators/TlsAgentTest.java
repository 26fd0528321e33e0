package io.quorate.edge.validators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quorate.core.policy.Transport;
import io.quorate.core.policy.ValidationPath;
import io.quorate.core.protocol.Reception;
import io.quorate.core.protocol.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An agent that is a gRPC service behind TLS, with a certificate that the policy names.
class TlsAgentTest extends GrpcAgentContract {
    private static final String NAME = "agent.test";

    private static final Certificate CERTIFICATE = Certificate.of(NAME);

    TlsAgentTest() throws IOException {
        super(AgentServer.behind(CERTIFICATE.server()));
    }

    @Override
    Transport transport() {
        return over(Optional.of(CERTIFICATE.pem()), Optional.of(NAME));
    }

    private Transport over(Optional<Path> trusted, Optional<String> authority) {
        return new Transport.Grpc(
                server.address(),
                new Transport.Tls(Transport.Tls.Mode.ON, trusted.map(Path::toString), authority));
    }

    private Reception asked(Transport transport) {
        forum.follow(Forum.pool(List.of(Forum.agent("ann", transport))));
        return forum.round(Submission.ofAnswer("Which?", "This."), ValidationPath.COMPLEX)
                .receptions()
                .getFirst();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() {
        isSilent(over(Optional.empty(), Optional.of(NAME)));
        isSilent(over(Optional.of(Certificate.of(NAME).pem()), Optional.of(NAME)));
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() {
        isSilent(over(Optional.of(CERTIFICATE.pem()), Optional.of("other.test")));
        isSilent(over(Optional.of(CERTIFICATE.pem()), Optional.empty()));
    }

    @Test
    void withoutEncryptionTheAgentIsNotReached() {
        isSilent(new Transport.Grpc(server.address(), Transport.Tls.NONE));
    }

    @Test
    void certificatesThatCannotBeReadMakeTheAgentUnavailable() {
        isSilent(over(Optional.of(Path.of("/no/such/file.pem")), Optional.of(NAME)));
    }

    private void isSilent(Transport transport) {
        assertInstanceOf(Reception.Silent.class, asked(transport));
        assertEquals(0, server.asked.get());
    }
}
