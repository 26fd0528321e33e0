package io.quorate.drill;

import static io.quorate.drill.LogFolder.ORIGIN;
import static io.quorate.drill.LogFolder.decision;
import static io.quorate.drill.LogFolder.records;

import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.audit.BundleManifest;
import io.quorate.core.audit.note.SigningKey;
import io.quorate.core.audit.tree.LogPath.EntriesPath;
import io.quorate.core.protocol.Digest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Exported bundles: several logs, or parts of them, and what lies beside them.
class BundleTest {
    private static final String SECOND = "example.com/second";
    private static final SigningKey KEY = LogFolder.key(ORIGIN);
    private static final SigningKey SECOND_KEY = LogFolder.key(SECOND);
    private static final List<byte[]> SIGNED = records(700);
    private static final byte[] POLICY = "pools: {}\n".getBytes(UTF_8);

    @TempDir Path folder;
    private LogFolder bundle;
    private LogFolder first;
    private LogFolder second;

    @BeforeEach
    void write() {
        bundle = new LogFolder(folder.resolve("bundle"));
        first = new LogFolder(bundle.path().resolve("logs/1")).write(KEY, SIGNED);
        second = new LogFolder(bundle.path().resolve("logs/2")).entries(SIGNED).tiles(SIGNED);
        String head = LogFolder.head(SECOND_KEY, SECOND, SIGNED).format();
        second.put("checkpoint", head.getBytes(UTF_8));
        bundle.put("policies/1.yaml", POLICY);
        manifest(KEY, 0, 700);
    }

    @Test
    void aBundleIsAccepted() {
        check().accepts();
    }

    @Test
    void aBundleInAnArchiveIsAccepted() throws IOException {
        Path zip = folder.resolve("bundle.zip");
        zip(zip);
        checkAt(zip).accepts();
        Files.write(zip, java.util.Arrays.copyOf(Files.readAllBytes(zip), 5000));
        checkAt(zip).unreadable();
    }

    @Test
    void aDefectIsNamedInItsLog() {
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(300, decision(301, "REJECTED"));
        second.entries(altered);
        check().rejects("ALTERED record 300:");
    }

    @Test
    void whatTheManifestListsMustBeThereUnchanged() throws IOException {
        bundle.put("policies/1.yaml", "pools: []\n".getBytes(UTF_8));
        check().rejects("ALTERED policies/1.yaml: the manifest has another hash");
        Files.delete(bundle.path().resolve("policies/1.yaml"));
        check().rejects("MISSING policies/1.yaml: the manifest lists it");
    }

    @Test
    void aManifestThatNobodyTrustedSignedIsNamed() {
        manifest(LogFolder.key(ORIGIN), 0, 700);
        check().rejects("REPLACED manifest: no trusted key has signed it");
    }

    @Test
    void aChangedManifestIsNamed() throws IOException {
        String text = Files.readString(bundle.path().resolve("manifest"));
        bundle.put("manifest", text.replace("policies/1", "policies/2").getBytes(UTF_8));
        check().rejects(
                        "REPLACED manifest: its signature by " + ORIGIN + " is false",
                        "MISSING policies/2.yaml:");
    }

    @Test
    void aBundleOfPartOfALogIsAccepted() {
        manifest(KEY, 256, 512);
        first.delete(new EntriesPath(0, 256));
        first.delete(new EntriesPath(2, 188));
        check().accepts();
        List<byte[]> altered = new ArrayList<>(SIGNED);
        altered.set(300, decision(301, "REJECTED"));
        first.entries(altered);
        check().rejects("ALTERED record 300:");
    }

    @Test
    void receiptsInABundleAreChecked() {
        put(receipt(5), "5");
        put(receipt(600), "600");
        check().accepts();
        put(receipt(5).replace("index 5\n", "index 6\n"), "6");
        check().rejects("ALTERED receipts/6.tlog-proof: record 6 and its proof do not lead");
    }

    @Test
    void aReceiptOfAnotherHistoryIsAFork() {
        List<byte[]> forked = new ArrayList<>(SIGNED);
        forked.set(10, decision(11, "REJECTED"));
        LogFolder other = new LogFolder(folder.resolve("other")).write(KEY, forked);
        put(other.receipt(KEY, forked, 10).format(), "10");
        check().rejects("FORKED records 0 to 699: receipts/10.tlog-proof signs another root");
    }

    @Test
    void whatIsNoBundleCannotBeRead() {
        checkAt(folder.resolve("nothing")).unreadable();
        LogFolder empty = new LogFolder(folder.resolve("empty"));
        empty.put("readme", POLICY);
        checkAt(empty.path()).unreadable();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"files\":[],\"format\":\"quorate-bundle/2\",\"logs\":[]}",
                "{\"files\":[],\"format\":\"quorate-bundle/1\",\"logs\":{}}",
                "{\"files\":[{\"path\":\"../x\",\"sha256\":\"\"}],\"format\":\"quorate-bundle/1\",\"logs\":[]}",
                "{\"files\":[{\"path\":\"/etc/passwd\",\"sha256\":\"\"}],\"format\":\"quorate-bundle/1\",\"logs\":[]}",
                "{\"files\":[],\"format\":\"quorate-bundle/1\",\"logs\":[{\"folder\":\"a/../..\",\"from\":0,\"to\":1}]}",
                "{\"files\":[],\"format\":\"quorate-bundle/1\",\"logs\":[{\"folder\":\"a\",\"to\":1}]}",
                "{\"format\":\"quorate-bundle/1\", \"logs\":[]}"
            })
    void aManifestOfAnotherFormIsNamed(String json) {
        String note =
                io.quorate.core.audit.note.SignedNote.sign(json + "\n", List.of(KEY)).format();
        bundle.put("manifest", note.getBytes(UTF_8));
        check().rejects("DAMAGED manifest: ");
    }

    @Test
    void noManifestCanLeadOutOfItsBundle() {
        Digest digest = Digest.of(POLICY);
        for (String path : List.of("../x", "/x", "a//b", "a/../b", "", "a b", "C:x", "a\\b")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new BundleManifest.FileDigest(path, digest));
        }
    }

    private void manifest(SigningKey key, long from, long to) {
        BundleManifest manifest =
                new BundleManifest(
                        Instant.parse("2026-11-21T00:00:00Z"),
                        List.of(
                                new BundleManifest.LogPart(ORIGIN, "logs/1", from, to),
                                new BundleManifest.LogPart(SECOND, "logs/2", 0, 700)),
                        List.of(
                                new BundleManifest.FileDigest(
                                        "policies/1.yaml", Digest.of(POLICY))));
        bundle.put("manifest", manifest.sign(List.of(key)).format().getBytes(UTF_8));
    }

    private String receipt(int index) {
        return first.receipt(KEY, SIGNED, index).format();
    }

    private void put(String receipt, String name) {
        first.put("receipts/" + name + ".tlog-proof", receipt.getBytes(UTF_8));
    }

    private Checked check() {
        return checkAt(bundle.path());
    }

    private static Checked checkAt(Path path) {
        return Checked.ask(
                path.toString(),
                "--quiet",
                "--key",
                KEY.verifier().text(),
                "--key",
                SECOND_KEY.verifier().text());
    }

    private void zip(Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(bundle.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = bundle.path().relativize(file).toString();
                zip.putNextEntry(new ZipEntry(name.replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
    }
}
