package io.quorate.core.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.protocol.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    /// The example of the tlog-checkpoint specification.
    @Test
    void theExampleIsReadAndWritten() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
        Checkpoint checkpoint = Checkpoint.parse(text).orThrow();
        assertEquals("example.com/behind-the-sofa", checkpoint.origin());
        assertEquals(20_852_163, checkpoint.size());
        assertEquals(text, checkpoint.text());
    }

    @Test
    void extensionLinesAreKept() {
        String text = "o\n0\n" + ROOT + "\none\ntwo words\n";
        Checkpoint checkpoint = Checkpoint.parse(text).orThrow();
        assertEquals(List.of("one", "two words"), checkpoint.extensions());
        assertEquals(text, checkpoint.text());
    }

    @ParameterizedTest
    @MethodSource("io.quorate.drill.Vectors#malformedCheckpoints")
    void malformedTextsAreRefused(String text) {
        assertInstanceOf(Parsed.Malformed.class, Checkpoint.parse(text));
    }

    @Test
    void whatCannotBeReadCannotBeMade() {
        Digest root = Digest.of(new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("", 0, root));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a\nb", 0, root));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a", -1, root));
        assertThrows(
                IllegalArgumentException.class, () -> new Checkpoint("a", 1, root, List.of("")));
    }
}
