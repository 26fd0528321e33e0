package io.quorate.auditor.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A receipt: the inclusion proof of one record with the checkpoint it leads to (C2SP tlog-proof).
///
/// @param extra data beside the proof; in our receipts the record itself
public record ProofFile(long index, List<byte[]> path, Note checkpoint, Optional<byte[]> extra) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final int PATH_MAX = 63;

    public static ProofFile parse(byte[] bytes) throws Malformed {
        String text = Strict.utf8(bytes);
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new Malformed("no empty line between proof and checkpoint");
        }
        String[] lines = text.substring(0, blank).split("\n", -1);
        int at = 0;
        if (!lines[at++].equals(HEADER)) {
            throw new Malformed("not a " + HEADER);
        }
        Optional<byte[]> extra = Optional.empty();
        if (at < lines.length && lines[at].startsWith("extra ")) {
            extra = Optional.of(Strict.base64(lines[at++].substring("extra ".length())));
        }
        if (at >= lines.length || !lines[at].startsWith("index ")) {
            throw new Malformed("a receipt without an index");
        }
        long index = Strict.number(lines[at++].substring("index ".length()));
        if (lines.length - at > PATH_MAX) {
            throw new Malformed("more than " + PATH_MAX + " hashes");
        }
        List<byte[]> path = new ArrayList<>();
        while (at < lines.length) {
            path.add(Strict.hash(lines[at++]));
        }
        return new ProofFile(index, path, Note.parse(text.substring(blank + 2)), extra);
    }
}
