package io.quorate.host.store.checkpoint;

import io.quorate.core.audit.bytes.Parsed;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.note.VerifierKey;
import io.quorate.core.protocol.Origin;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The private keys of one log, in a file that only its owner can read.
///
/// The file has two lines, as Go's note package writes them: the private key and the public one. A
/// key is rotated by renaming the file to `….previous`: the next start makes a new key, and both
/// sign for as long as the previous file lies there, so that whoever trusts only the old key has
/// time to learn the new one.
///
/// @param file where the current key lies
/// @param keys the current one first
public record LogKeys(Path file, List<SigningKey> keys) {
    private static final String PREVIOUS = ".previous";
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_THE_GROUP =
            PosixFilePermissions.fromString("---rwx---");
    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("------rwx");

    /// Whose files are ours.
    private static final Path OURSELVES = Path.of("/proc/self");

    public LogKeys {
        keys = List.copyOf(keys);
    }

    /// The keys of an origin, made now if there are none.
    ///
    /// @param place the file, or a folder in which each origin has a file of its own
    public static KeyReading open(Path place, Origin origin) {
        Path file = Files.isDirectory(place) ? in(place, origin) : place;
        try {
            if (!Files.exists(file)) {
                Optional<String> flaw = make(file, origin);
                if (flaw.isPresent()) {
                    return new KeyReading.Refused(flaw.get());
                }
            }
            List<SigningKey> keys = new ArrayList<>();
            for (Path each : List.of(file, Path.of(file + PREVIOUS))) {
                if (Files.exists(each)) {
                    switch (read(each, origin)) {
                        case Parsed.Malformed<SigningKey>(String reason) -> {
                            return new KeyReading.Refused(reason);
                        }
                        case Parsed.Ok<SigningKey>(SigningKey key) -> keys.add(key);
                    }
                }
            }
            return new KeyReading.Ready(new LogKeys(file, keys));
        } catch (IOException e) {
            return new KeyReading.Refused(
                    "the log's key file " + file + " cannot be used: " + e.getMessage());
        }
    }

    /// The file of an origin in a folder of keys.
    public static Path in(Path folder, Origin origin) {
        return folder.resolve(URLEncoder.encode(origin.value(), StandardCharsets.UTF_8) + ".key");
    }

    /// What an auditor needs to check the newest checkpoint.
    public VerifierKey current() {
        return keys.getFirst().verifier();
    }

    private static Parsed<SigningKey> read(Path file, Origin origin) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> tooMany = EnumSet.noneOf(PosixFilePermission.class);
        tooMany.addAll(OF_OTHERS);
        // A Secret in Kubernetes belongs to root, and is readable through the group alone.
        if (!Files.exists(OURSELVES) || Files.getOwner(file).equals(Files.getOwner(OURSELVES))) {
            tooMany.addAll(OF_THE_GROUP);
        }
        tooMany.retainAll(rights);
        if (!tooMany.isEmpty()) {
            return new Parsed.Malformed<>(
                    "the log's key file %s is open to others (%s); close it with: chmod 600 %s"
                            .formatted(file, PosixFilePermissions.toString(rights), file));
        }
        List<String> lines = Files.readAllLines(file);
        Parsed<SigningKey> key =
                lines.size() == 2
                        ? SigningKey.parse(lines.get(0), lines.get(1))
                        : new Parsed.Malformed<>("it has not two lines");
        return switch (key) {
            case Parsed.Malformed<SigningKey>(String reason) ->
                    new Parsed.Malformed<>(
                            "the log's key file " + file + " holds no key: " + reason);
            case Parsed.Ok<SigningKey>(SigningKey good) ->
                    good.verifier().name().equals(origin.value())
                            ? key
                            : new Parsed.Malformed<>(
                                    "the key in %s is that of the log %s, not of %s"
                                            .formatted(file, good.verifier().name(), origin));
        };
    }

    /// Writes a new key so that a power cut leaves all of it or nothing; says why it cannot be.
    private static Optional<String> make(Path file, Origin origin) throws IOException {
        Parsed<SigningKey> made = generate(origin);
        if (made instanceof Parsed.Malformed<SigningKey>(String reason)) {
            return Optional.of("the origin " + origin + " cannot sign a log: " + reason);
        }
        SigningKey key = made.orThrow();
        Path folder = file.toAbsolutePath().resolveSibling("").normalize();
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        Path unfinished =
                Files.createTempFile(
                        folder, "key", ".new", PosixFilePermissions.asFileAttribute(FILE));
        Files.writeString(unfinished, key.secretText() + "\n" + key.verifier().text() + "\n");
        sync(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        return Optional.empty();
    }

    private static Parsed<SigningKey> generate(Origin origin) {
        try {
            return SigningKey.of(
                    origin.value(), KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has Ed25519", e);
        }
    }

    private static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
