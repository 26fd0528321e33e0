package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.note.KeyType;
import io.quorate.core.audit.note.NoteSignature;
import io.quorate.core.audit.note.SignedNote;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.audit.note.WitnessRequest;
import io.quorate.core.protocol.Digest;
import io.quorate.engine.Ticker;
import io.quorate.host.store.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Somebody else who signs our checkpoints, having made sure that each continues the one before
/// (C2SP tlog-witness). Its signature is stored and served below the checkpoint.
///
/// One request is under way at a time; of the checkpoints that come meanwhile only the newest is
/// asked for, since it covers the others.
public final class Witness implements Publication {
    private static final Logger LOG = Logger.getLogger(Witness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int SIGNED = 200;
    private static final int CONFLICT = 409;

    /// With its base64, a key is longer than its name.
    private static final int ANSWER_BYTES_MAX = 16 * 1024;

    private final URI address;
    private final VerifierKey key;
    private final DataSource source;
    private final int origin;
    private final Ticker ticker;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("log-witness").factory());
    private final AtomicReference<@Nullable Offer> next = new AtomicReference<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private boolean failing;

    /// @param origin the number of the log in the database
    public Witness(Named named, DataSource source, int origin, Ticker ticker) {
        address = named.address();
        key = named.key();
        this.source = source;
        this.origin = origin;
        this.ticker = ticker;
    }

    /// What a setting names: the public key of a witness, and where it is asked.
    public record Named(VerifierKey key, URI address) {}

    /// @param setting the public key and the address, with a space between
    public static Parsed<Named> read(String setting) {
        String[] parts = setting.strip().split("\\s+", -1);
        if (parts.length != 2 || !parts[1].matches("https?://[^/]+.*")) {
            return new Parsed.Malformed<>("a witness is its public key, a space and its address");
        }
        URI address;
        try {
            address = URI.create(parts[1].replaceAll("/+$", "") + "/add-checkpoint");
        } catch (IllegalArgumentException e) {
            return new Parsed.Malformed<>("no web address: " + e.getMessage());
        }
        return VerifierKey.parse(parts[0])
                .then(key ->
                        key.type() == KeyType.COSIGNATURE
                                ? new Parsed.Ok<>(new Named(key, address))
                                : new Parsed.Malformed<>("the key is not that of a witness"));
    }

    private record Offer(long size, SignedNote checkpoint) {}

    @Override
    public void publish(long size, SignedNote checkpoint) {
        next.set(new Offer(size, checkpoint));
        thread.execute(this::askForNewest);
    }

    /// Gives the last checkpoint a moment to be signed.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                client.shutdownNow();
                thread.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void askForNewest() {
        Offer offer = next.getAndSet(null);
        if (offer != null) {
            ask(offer.size, offer.checkpoint);
        }
    }

    private void ask(long size, SignedNote checkpoint) {
        try (Connection connection = source.getConnection()) {
            CheckpointStore store = new CheckpointStore(connection, origin);
            StoredTree tree = new StoredTree(connection, origin);
            long older = store.cosigned(key.name());
            Answer answer = post(older, size, checkpoint, tree);
            if (answer.status == CONFLICT) {
                // It knows another head than we thought, and says which.
                answer = post(size(answer, size), size, checkpoint, tree);
            }
            store.add(size, cosignature(answer, checkpoint), ticker.now());
            failing = false;
        } catch (IOException | NotAsSigned e) {
            failed(e.toString());
        } catch (SQLException e) {
            failed("the database: " + Connections.reason(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("a witness could not be asked because of a defect", e);
        }
    }

    private record Answer(int status, String body) {}

    private Answer post(long older, long size, SignedNote checkpoint, StoredTree tree)
            throws IOException, InterruptedException, SQLException, NotAsSigned {
        List<Digest> proof = older == 0 ? List.of() : tree.consistency(older, size);
        String body = new WitnessRequest(older, proof, checkpoint).body();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<java.io.InputStream> response =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var in = response.body()) {
            byte[] answer = in.readNBytes(ANSWER_BYTES_MAX);
            return new Answer(response.statusCode(), new String(answer, StandardCharsets.UTF_8));
        }
    }

    private static long size(Answer answer, long ours) throws IOException {
        String size = answer.body.strip();
        if (!size.matches("[0-9]{1,18}") || Long.parseLong(size) > ours) {
            throw new IOException("it knows another log of ours, of " + cut(size) + " records");
        }
        return Long.parseLong(size);
    }

    /// The line that the witness's key made; whatever else it sent is left out.
    private NoteSignature cosignature(Answer answer, SignedNote checkpoint) throws IOException {
        if (answer.status != SIGNED) {
            throw new IOException("it answered " + answer.status + " " + cut(answer.body));
        }
        if (SignedNote.parseLines(answer.body)
                instanceof Parsed.Ok<List<NoteSignature>>(List<NoteSignature> lines)) {
            for (NoteSignature line : lines) {
                if (key.flaw(checkpoint.text(), line).isEmpty()) {
                    return line;
                }
            }
        }
        throw new IOException("its answer has no good signature of " + key.name());
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.substring(0, Math.min(line.length(), 100));
    }

    private void failed(String cause) {
        if (!failing) {
            LOG.warnf("the witness %s does not sign: %s", key.name(), cause);
        }
        failing = true;
    }
}
