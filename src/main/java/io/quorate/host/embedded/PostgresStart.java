package io.quorate.host.embedded;

import java.util.Objects;

/// How an attempt to start our own PostgreSQL ended: it serves, or it says why not and what helps.
public sealed interface PostgresStart {

    /// A PostgreSQL that serves and whose durability was read back from it.
    ///
    /// @param postgres the handle that stops it
    /// @param jdbcUrl database `quorate` on loopback, without user and password
    /// @param owner owns the database and its schema; for migrations
    /// @param application may connect and use the schema; what it may do with a table is granted by
    ///   the migration that creates the table
    /// @param pid the server's main process
    /// @param version as the server tells it, such as `18.4`
    /// @param past what the start found in the data folder
    record Started(
            EmbeddedPostgres postgres,
            String jdbcUrl,
            Login owner,
            Login application,
            long pid,
            String version,
            Past past)
            implements PostgresStart {
        public Started {
            Objects.requireNonNull(postgres, "postgres");
            Objects.requireNonNull(jdbcUrl, "jdbcUrl");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(application, "application");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(past, "past");
        }
    }

    /// No PostgreSQL runs; nothing that was stored has been lost or changed.
    ///
    /// @param message what is wrong, naming the file, folder or process
    /// @param remedy what a person can do about it
    record Refused(Reason reason, String message, String remedy) implements PostgresStart {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(remedy, "remedy");
        }
    }

    /// Why a start was refused.
    enum Reason {
        /// Another sidecar works with this data folder.
        FOLDER_IN_USE,
        /// The folder cannot be created, written or given a usable path.
        FOLDER_NOT_USABLE,
        /// The folder belongs to somebody else or cannot be kept from others.
        FOLDER_NOT_PRIVATE,
        /// The cluster was written by another major version of PostgreSQL.
        INCOMPATIBLE_VERSION,
        /// There is no PostgreSQL for this machine, or it cannot be executed here.
        UNSUPPORTED_PLATFORM,
        /// There is no account under which PostgreSQL would agree to run.
        NO_ACCOUNT,
        /// The file system is full, or nearly.
        DISK_FULL,
        /// A server that an earlier sidecar left behind does not stop or cannot be identified.
        PREDECESSOR_STUCK,
        /// The server does not promise that what it has committed is on the disk.
        NOT_DURABLE,
        /// PostgreSQL did not come up; the message holds the end of its log.
        START_FAILED
    }

    /// What the start found in the data folder.
    enum Past {
        /// Nothing: the cluster is new.
        NONE,
        /// A cluster that was stopped in order.
        STOPPED,
        /// A cluster whose server had died; it was recovered from its write-ahead log.
        CRASHED,
        /// A server without its sidecar; it was stopped.
        ORPHANED
    }

    /// A database role with its password, which [#toString] keeps to itself.
    record Login(String user, String password) {
        public Login {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}
