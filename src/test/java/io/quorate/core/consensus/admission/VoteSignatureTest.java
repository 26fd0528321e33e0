package io.quorate.core.consensus.admission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.core.protocol.AgentId;
import io.quorate.core.protocol.Choice;
import io.quorate.core.protocol.Signature;
import io.quorate.core.protocol.Vote;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

class VoteSignatureTest {
    private static final String SUBMISSION = "ab".repeat(32);
    private static final String NONCE = "01020304";
    private static final Signature CLAIMS = new Signature(SUBMISSION, 2, NONCE, "");
    private static final Vote VOTE = Vote.of(new AgentId("änn"), new Choice("left"), 0.75);

    @Test
    void theSignedBytesAreThoseOfTheContract() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, "quorate.vote.v1");
        out.write(HexFormat.of().parseHex(SUBMISSION));
        out.writeInt(2);
        out.writeInt(4);
        out.write(new byte[] {1, 2, 3, 4});
        text(out, "änn");
        text(out, "left");
        out.writeByte(1);
        out.writeDouble(0.75);
        out.writeByte(0);
        assertArrayEquals(bytes.toByteArray(), VoteSignature.signedBytes(VOTE, CLAIMS));
    }

    @Test
    void anAbstentionIsSignedAsOne() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text(new DataOutputStream(bytes), "ABSTAIN");
        String signed =
                HexFormat.of()
                        .formatHex(
                                VoteSignature.signedBytes(
                                        Vote.abstention(new AgentId("ann"), "?"), CLAIMS));
        assertTrue(signed.endsWith(HexFormat.of().formatHex(bytes.toByteArray()) + "0000"));
    }

    @Test
    void aKeyIsItsThirtyTwoBytes() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String raw = HexFormat.of().formatHex(Arrays.copyOfRange(encoded, 12, 44));
        PublicKey key = VoteSignature.key(raw).orElseThrow();
        assertEquals(pair.getPublic(), key);

        java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(VoteSignature.signedBytes(VOTE, CLAIMS));
        String value = HexFormat.of().formatHex(signer.sign());
        assertTrue(VoteSignature.verifies(key, VOTE, signature(value)));
        assertFalse(VoteSignature.verifies(key, VOTE, new Signature(SUBMISSION, 1, NONCE, value)));
        assertFalse(
                VoteSignature.verifies(
                        key, Vote.of(VOTE.agent(), Choice.NONE, 0.75), signature(value)));
        assertFalse(VoteSignature.verifies(key, VOTE, signature(value.substring(2))));
        assertFalse(VoteSignature.verifies(key, VOTE, signature("")));
        assertFalse(VoteSignature.verifies(key, VOTE, signature("ff".repeat(64))));
    }

    @Test
    void whatIsNoKeyIsNone() {
        assertTrue(VoteSignature.key("").isEmpty());
        assertTrue(VoteSignature.key("00").isEmpty());
        assertTrue(VoteSignature.key("0".repeat(63)).isEmpty());
        assertTrue(VoteSignature.key("xy".repeat(32)).isEmpty());
    }

    private static Signature signature(String value) {
        return new Signature(SUBMISSION, 2, NONCE, value);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
