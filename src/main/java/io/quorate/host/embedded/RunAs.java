package io.quorate.host.embedded;

import io.quorate.host.embedded.PostgresStart.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The account under which PostgreSQL's programs run.
///
/// They refuse to run as root, and `initdb` refuses an account without a name, which is what an
/// arbitrary user id of a container has.
sealed interface RunAs {

    /// The account of the sidecar.
    record Same() implements RunAs {}

    /// The account of the sidecar in a user namespace without a mapping. To the programs it looks
    /// like `nobody`; to the kernel it is still the owner of our files, without root's powers.
    record Unmapped(int uid) implements RunAs {}

    /// Another account, for root where user namespaces are forbidden; the files are given to it.
    record Other(int uid, int gid) implements RunAs {
        private boolean canEnter(DataFolder folder) {
            try {
                PrivateFiles.ownOne(folder.root(), uid, gid);
                String path = folder.root().toString();
                return Command.succeeds(command(List.of("sh", "-c", "cd \"$0\"", path)));
            } catch (IOException _) {
                return false;
            }
        }
    }

    int ROOT = 0;

    /// The command that runs `command` under this account.
    default List<String> command(List<String> command) {
        List<String> prefix =
                switch (this) {
                    case Same _ -> List.of();
                    case Unmapped _ -> List.of("unshare", "-U");
                    case Other(int uid, int gid) ->
                            List.of(
                                    "setpriv",
                                    "--reuid=" + uid,
                                    "--regid=" + gid,
                                    "--clear-groups",
                                    "--no-new-privs");
                };
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /// Makes this account the owner of what its programs read and write. Two starts of one folder
    /// by root can differ in what the machine allows.
    default void claim(DataFolder folder, Binaries binaries) throws IOException {
        switch (this) {
            case Same _ -> {}
            case Unmapped(int uid) -> {
                if (uid == ROOT) {
                    claim(folder, binaries, ROOT, ROOT);
                }
            }
            case Other(int uid, int gid) -> claim(folder, binaries, uid, gid);
        }
    }

    private static void claim(DataFolder folder, Binaries binaries, int uid, int gid)
            throws IOException {
        PrivateFiles.own(folder.data(), uid, gid);
        PrivateFiles.own(binaries.home(), uid, gid);
        PrivateFiles.ownOne(folder.programs(), uid, gid);
        PrivateFiles.ownOne(folder.root(), uid, gid);
    }

    /// The best account that works here.
    static RunAs choose(DataFolder folder) throws IOException, StartRefused {
        // The JDK asks the same table as initdb does, and says "?" for an id that is not in it.
        String name = System.getProperty("user.name", "?");
        OptionalInt uid = ownUid();
        boolean root = uid.isPresent() ? uid.getAsInt() == ROOT : name.equals("root");
        if (!root && !name.equals("?")) {
            return new Same();
        }
        if (uid.isPresent()) {
            Unmapped unmapped = new Unmapped(uid.getAsInt());
            if (Command.succeeds(unmapped.command(List.of("true")))) {
                return unmapped;
            }
        }
        if (!root) {
            throw new StartRefused(
                    Reason.NO_ACCOUNT,
                    "PostgreSQL needs an account with a name; the user id of this process has none"
                            + " in /etc/passwd, and user namespaces (unshare -U) are not available.",
                    "Run the sidecar as a user that has a name, or "
                            + StartRefused.OTHER_DATABASE
                            + ".");
        }
        return nobody().filter(other -> other.canEnter(folder))
                .orElseThrow(() ->
                        new StartRefused(
                                Reason.NO_ACCOUNT,
                                "PostgreSQL does not run as root; user namespaces"
                                        + " (unshare -U) are not available, and the user nobody"
                                        + " cannot get at the data folder "
                                        + folder.root()
                                        + ".",
                                "Run the sidecar as an ordinary user, or name a folder"
                                        + " whose parents every user may enter, such as"
                                        + " QUORATE_DATA_DIR=/var/lib/quorate, or "
                                        + StartRefused.OTHER_DATABASE
                                        + "."));
    }

    /// Whether this process works with a folder of that owner: its own, or, as root, one that root
    /// has given to `nobody`.
    static boolean mayUseFolderOf(int owner) throws IOException {
        OptionalInt uid = ownUid();
        return uid.isEmpty()
                || uid.getAsInt() == owner
                || (uid.getAsInt() == ROOT && nobody().filter(n -> n.uid() == owner).isPresent());
    }

    /// Empty where there is no /proc.
    private static OptionalInt ownUid() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.isDirectory(self)
                ? OptionalInt.of((int) Files.getAttribute(self, "unix:uid"))
                : OptionalInt.empty();
    }

    private static Optional<Other> nobody() throws IOException {
        Path accounts = Path.of("/etc/passwd");
        if (!Files.isReadable(accounts)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(accounts, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(field -> field.length > 3 && field[0].equals("nobody"))
                    .map(field -> new Other(Integer.parseInt(field[2]), Integer.parseInt(field[3])))
                    .findFirst();
        }
    }
}
