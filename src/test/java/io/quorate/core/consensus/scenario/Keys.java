package io.quorate.core.consensus.scenario;

import io.quorate.core.consensus.admission.VoteSignature;
import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// The key pairs of agents in scenarios and simulations: always the same one for the same name.
public final class Keys {
    private static final Map<AgentId, KeyPair> MADE = new ConcurrentHashMap<>();

    private Keys() {}

    public static KeyPair of(AgentId agent) {
        return MADE.computeIfAbsent(agent, Keys::made);
    }

    private static KeyPair made(AgentId agent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Repeatable(agent.value().hashCode()));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The vote's signature by its agent for what is claimed.
    public static Signature sign(Vote vote, String submission, int round, String nonce) {
        try {
            java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(of(vote.agent()).getPrivate());
            signer.update(
                    VoteSignature.signedBytes(vote, new Signature(submission, round, nonce, "")));
            return new Signature(submission, round, nonce, HexFormat.of().formatHex(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Repeatable extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random random;

        Repeatable(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
