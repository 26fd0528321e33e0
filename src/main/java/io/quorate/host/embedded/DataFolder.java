package io.quorate.host.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folder in which our own PostgreSQL lives, and the names inside it.
///
/// @param root absolute and normalised
public record DataFolder(Path root) {

    public DataFolder {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("The data folder must be absolute: " + root);
        }
        root = root.normalize();
    }

    /// The folder that is named, else `quorate` under `XDG_DATA_HOME`, else under `.local/share` of
    /// the home folder. As the XDG specification demands, a relative `XDG_DATA_HOME` is ignored.
    ///
    /// @param userHome the home folder when the environment has no `HOME`, as in `user.home`
    /// @return empty when neither a folder nor a home is known
    public static Optional<DataFolder> resolve(
            Optional<String> named, Map<String, String> environment, String userHome) {
        if (named.isPresent() && !named.get().isBlank()) {
            return Optional.of(new DataFolder(Path.of(named.get()).toAbsolutePath()));
        }
        return absolute(environment.getOrDefault("XDG_DATA_HOME", ""))
                .or(() ->
                        absolute(environment.getOrDefault("HOME", ""))
                                .or(() -> absolute(userHome))
                                .map(home -> home.resolve(".local").resolve("share")))
                .map(share -> new DataFolder(share.resolve("quorate")));
    }

    private static Optional<Path> absolute(String text) {
        return Optional.of(text).filter(t -> !t.isBlank()).map(Path::of).filter(Path::isAbsolute);
    }

    /// Held locked for as long as a sidecar works with the folder; contains its process id.
    Path lock() {
        return root.resolve("lock");
    }

    /// The unpacked programs, one folder for each release.
    Path programs() {
        return root.resolve("postgres");
    }

    Path data() {
        return root.resolve("data");
    }

    /// A cluster in the making; renamed to [#data] when it is complete.
    Path unfinishedData() {
        return root.resolve("data.new");
    }

    Path postmasterPid() {
        return data().resolve("postmaster.pid");
    }

    /// The passwords, in the format that `psql` reads through `PGPASSFILE`.
    Path passwords() {
        return root.resolve("pgpass");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path previousLog() {
        return root.resolve("postgres.log.1");
    }
}
