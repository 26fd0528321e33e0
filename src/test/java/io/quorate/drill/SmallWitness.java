package io.quorate.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quorate.core.audit.note.KeyType;
import io.quorate.core.audit.note.NoteSignature;
import io.quorate.core.audit.note.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A witness for one log (C2SP tlog-witness): it signs a checkpoint if it continues the last one,
/// by the verification of RFC 9162, 2.1.4.2, and says what it knows if it is asked for another
/// continuation. It does not look at the log's signature.
final class SmallWitness implements AutoCloseable {
    private static final String NAME = "witness.example";

    private final KeyPair pair;
    private final VerifierKey key;
    private final HttpServer server;
    private long size;
    private byte[] root = new byte[0];
    private int conflicts;

    SmallWitness() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = VerifierKey.of(NAME, KeyType.COSIGNATURE, pair.getPublic()).orThrow();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/w/add-checkpoint", this::answer);
        server.start();
    }

    String setting() {
        return key.text() + " http://127.0.0.1:" + server.getAddress().getPort() + "/w/";
    }

    VerifierKey key() {
        return key;
    }

    synchronized long size() {
        return size;
    }

    /// How often it was asked to continue what it does not know.
    synchronized int conflicts() {
        return conflicts;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            int end = body.indexOf("\n\n");
            List<String> head = Arrays.asList(body.substring(0, end).split("\n", -1));
            String note = body.substring(end + 2);
            String text = note.substring(0, note.lastIndexOf("\n\n") + 1);
            String[] lines = text.split("\n", -1);
            long newSize = Long.parseLong(lines[1]);
            byte[] newRoot = Base64.getDecoder().decode(lines[2]);
            long old = Long.parseLong(head.getFirst().substring("old ".length()));
            if (old != size) {
                conflicts++;
                respond(exchange, 409, size + "\n");
            } else if (!continues(newSize, newRoot, head.subList(1, head.size()))) {
                respond(exchange, 422, "");
            } else {
                size = newSize;
                root = newRoot;
                respond(exchange, 200, cosign(text).line());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private boolean continues(long newSize, byte[] newRoot, List<String> proof)
            throws GeneralSecurityException {
        if (size == 0 || size == newSize) {
            return proof.isEmpty() && (size == 0 || Arrays.equals(root, newRoot));
        }
        List<byte[]> path = proof.stream().map(Base64.getDecoder()::decode).toList();
        boolean powerOfTwo = Long.bitCount(size) == 1;
        int at = powerOfTwo ? 0 : 1;
        byte[] first = powerOfTwo ? root : path.getFirst();
        byte[] second = first;
        long node = size - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        for (; at < path.size(); at++) {
            byte[] sibling = path.get(at);
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                first = parent(sibling, first);
                second = parent(sibling, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                second = parent(second, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(first, root) && Arrays.equals(second, newRoot);
    }

    private static byte[] parent(byte[] left, byte[] right) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private NoteSignature cosign(String text) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(pair.getPrivate());
        ed25519.update(("cosignature/v1\ntime " + now + "\n" + text).getBytes(UTF_8));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(ByteBuffer.allocate(12).putInt(key.id()).putLong(now).array());
        line.writeBytes(ed25519.sign());
        return new NoteSignature(NAME, Base64.getEncoder().encodeToString(line.toByteArray()));
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
