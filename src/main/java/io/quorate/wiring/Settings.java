package io.quorate.wiring;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalLong;

/// What a sidecar is told before it starts; everything that can change while it runs is policy.
///
/// Each is a variable of the environment under its name in capitals, as `QUORATE_LOG_KEY`.
@ConfigMapping(prefix = "quorate")
public interface Settings {
    /// The policy file; without one a sample is in force.
    Optional<String> policy();

    /// The name of this sidecar's log, or several with commas between, which are tried in turn; the
    /// host's name without one.
    Optional<String> origin();

    /// Where its own PostgreSQL keeps its data; without one a folder below the user's home.
    Optional<String> dataDir();

    /// The private key that signs the log, or a folder with one for each origin; without one
    /// `keys/` in the data folder.
    Optional<String> logKey();

    /// A folder outside the database that gets each checkpoint.
    Optional<String> checkpointDir();

    /// Public key and address, with a space between, of a witness that signs each checkpoint.
    Optional<String> witness();

    /// Where decisions wait that PostgreSQL does not have yet; without one `spool/` in the data
    /// folder.
    Optional<String> spoolDir();

    /// How many MiB may wait there; 512 without it.
    OptionalLong spoolMibMax();

    /// The name of a spool that is lost.
    Optional<String> spoolLost();

    Grpc grpc();

    /// How gRPC is served.
    interface Grpc {
        /// A Unix domain socket on which it is served as well.
        Optional<String> socket();
    }
}
