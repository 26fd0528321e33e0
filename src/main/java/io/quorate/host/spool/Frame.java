package io.quorate.host.spool;

import io.quorate.core.audit.decision.DecisionLeaf;
import io.quorate.core.protocol.DecisionId;
import io.quorate.core.protocol.Digest;
import io.quorate.core.protocol.RequestId;
import io.quorate.engine.Content;
import io.quorate.engine.spool.Parcel;
import io.quorate.engine.spool.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What a file of the spool is made of: 4 bytes that tell a frame, the length of its body, a
/// CRC-32C over length and body, the body.
///
/// A body begins with one byte for its kind. Integers are big-endian; texts and byte strings are
/// prefixed by their length in 4 bytes.
sealed interface Frame {
    int MAGIC = 0x5153_5031;
    int HEAD = 3 * Integer.BYTES;

    /// Far more than a decision has; a length beyond it is none.
    int BODY_MAX = 64 << 20;

    byte DECISION = 1;
    byte RESERVATION = 2;
    int DIGEST_BYTES = 32;

    /// A decision, of which only the tag was read.
    record Tagged(Tag tag) implements Frame {}

    /// Numbers up to this one may have been taken.
    record Reserved(long limit) implements Frame {}

    static ByteBuffer of(Parcel parcel) {
        Tag tag = Tag.of(parcel.entry());
        Body body =
                new Body()
                        .kind(DECISION)
                        .number(tag.sequence())
                        .text(tag.decision().value())
                        .text(tag.service())
                        .text(tag.request().value())
                        .raw(tag.content().bytes())
                        .raw(parcel.entry().submission().bytes())
                        .bytes(parcel.leaf().bytes())
                        .count(parcel.leaf().detail().isPresent() ? 1 : 0);
        parcel.leaf().detail().ifPresent(body::bytes);
        body.count(parcel.entry().contents().size());
        for (Content content : parcel.entry().contents()) {
            body.text(content.slot()).bytes(content.salt()).bytes(content.text());
        }
        return body.framed();
    }

    static ByteBuffer reservation(long limit) {
        return new Body().kind(RESERVATION).number(limit).framed();
    }

    /// Whether this is the checksum of a body of that length.
    static boolean fits(int checksum, ByteBuffer body) {
        return checksum == checksum(body.duplicate());
    }

    /// What is known of a frame without reading all of it.
    ///
    /// @throws IllegalArgumentException if it is of no known kind
    static Frame read(ByteBuffer body) {
        byte kind = body.get();
        return switch (kind) {
            case DECISION -> new Tagged(tag(body));
            case RESERVATION -> new Reserved(body.getLong());
            default -> throw new IllegalArgumentException("a frame of kind " + kind);
        };
    }

    /// @throws IllegalArgumentException if it is no decision
    static Parcel parcel(ByteBuffer body) {
        if (body.get() != DECISION) {
            throw new IllegalArgumentException("a frame that is no decision");
        }
        Tag tag = tag(body);
        Digest submission = digest(body);
        byte[] leaf = bytes(body);
        Optional<byte[]> detail = body.getInt() == 0 ? Optional.empty() : Optional.of(bytes(body));
        List<Content> contents = new ArrayList<>();
        for (int left = body.getInt(); left > 0; left--) {
            contents.add(new Content(text(body), bytes(body), bytes(body)));
        }
        return Parcel.of(new DecisionLeaf(leaf, detail), tag.content(), submission, contents);
    }

    private static Tag tag(ByteBuffer body) {
        return new Tag(
                body.getLong(),
                new DecisionId(text(body)),
                text(body),
                new RequestId(text(body)),
                digest(body));
    }

    private static Digest digest(ByteBuffer body) {
        byte[] digest = new byte[DIGEST_BYTES];
        body.get(digest);
        return new Digest(HexFormat.of().formatHex(digest));
    }

    private static byte[] bytes(ByteBuffer body) {
        byte[] bytes = new byte[body.getInt()];
        body.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    private static int checksum(ByteBuffer body) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(body.remaining()).flip());
        crc.update(body);
        return (int) crc.getValue();
    }

    /// A body while it is put together, with room for the head before it.
    final class Body {
        private ByteBuffer buffer = ByteBuffer.allocate(16 << 10).position(HEAD);

        private Body kind(byte kind) {
            room(1).put(kind);
            return this;
        }

        private Body number(long value) {
            room(Long.BYTES).putLong(value);
            return this;
        }

        private Body count(int value) {
            room(Integer.BYTES).putInt(value);
            return this;
        }

        private Body raw(byte[] value) {
            room(value.length).put(value);
            return this;
        }

        private Body bytes(byte[] value) {
            return count(value.length).raw(value);
        }

        private Body text(String value) {
            return bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        private ByteBuffer framed() {
            buffer.flip();
            ByteBuffer body = buffer.slice(HEAD, buffer.limit() - HEAD);
            buffer.putInt(0, MAGIC)
                    .putInt(Integer.BYTES, body.remaining())
                    .putInt(2 * Integer.BYTES, checksum(body));
            return buffer;
        }

        private ByteBuffer room(int more) {
            if (buffer.remaining() < more) {
                int capacity = Math.max(2 * buffer.capacity(), buffer.position() + more);
                buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
            }
            return buffer;
        }
    }
}
