package io.quorate.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.protocol.Digest;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    @Test
    void aCommitmentIsTheHashOfSaltAndContent() {
        byte[] salt = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
        assertEquals(
                Digest.of("0123456789abcdef0123456789abcdefcontent".getBytes(UTF_8)),
                Commitment.of(salt, "content".getBytes(UTF_8)));
    }

    @Test
    void contentCannotBeConfirmedWithoutItsSalt() {
        byte[] content = "content".getBytes(UTF_8);
        byte[] other = new byte[Commitment.SALT_BYTES];
        other[31] = 1;
        assertNotEquals(
                Commitment.of(new byte[Commitment.SALT_BYTES], content),
                Commitment.of(other, content));
        assertNotEquals(
                Digest.of(content), Commitment.of(new byte[Commitment.SALT_BYTES], content));
    }

    @Test
    void aSaltHasOneLengthSoThatNoByteMovesBetweenSaltAndContent() {
        assertThrows(
                IllegalArgumentException.class, () -> Commitment.of(new byte[31], new byte[2]));
        assertThrows(
                IllegalArgumentException.class, () -> Commitment.of(new byte[33], new byte[0]));
    }
}
