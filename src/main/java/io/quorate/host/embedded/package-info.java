/// Our own PostgreSQL: a real, durable server that the sidecar starts on a data folder when no
/// database is configured, and stops when it ends.
///
/// ## Rules
///
/// - What the server has committed is on the disk. `fsync`, `synchronous_commit` and
///   `full_page_writes` are set on the command line, which no file and no `ALTER SYSTEM` can
///   override, and are read back as each role before anybody gets the address.
/// - Nobody but the sidecar's user gets in. Folders are 0700 and files 0600; the server listens on
///   127.0.0.1 alone, has no socket, and accepts two roles on one database, both with a generated
///   password and SCRAM. The superuser has no password and cannot log in at all.
/// - A start ends: it serves, or it is refused with a reason and a remedy. It waits for a recovery,
///   with news, and for nothing else longer than a few minutes.
/// - Stored data is never deleted, and nothing stored is read or changed by a start that is refused
///   because of the version, the owner or another sidecar.
/// - JVM only. Nothing here runs in a static initialiser, and the archive of the programs is opened
///   only when they are missing; the native image has no path to this package.
///
/// ## The data folder
///
/// | name | what |
/// |---|---|
/// | `lock` | locked while a sidecar works with the folder; holds its process id |
/// | `postgres/<release>/` | the unpacked programs; those of other releases are removed |
/// | `data/` | the cluster: UTF-8, checksums, code-point order by PostgreSQL's own provider, so that no update of a system library can spoil an index |
/// | `pgpass` | the passwords; also what `PGPASSFILE=… psql -h 127.0.0.1 -p <port> -U quorate_owner quorate` reads |
/// | `postgres.log`, `postgres.log.1` | what the programs say; no statement and no error of one, because contents are erasable |
///
/// What is in the making has `.new` in its name and gets its real name by one rename when it is
/// complete and on the disk, so a start can be killed at any point.
///
/// ## The life of a start
///
/// Take the lock → refuse another major version → choose the account → clear away what a killed
/// sidecar left → unpack and create what is missing → write `pg_hba.conf` anew → `pg_ctl start` →
/// wait for `ready` in `postmaster.pid` → read the promises back.
///
/// A process is ours exactly when the program it runs lies in this data folder: every folder has
/// programs of its own. A process id alone proves nothing, least of all in a container, where the
/// id of the dead server soon belongs to a thread of the next sidecar.
///
/// ## Decisions
///
/// - *zonky's binaries, started by ourselves.* Its `EmbeddedPostgres` class is made for tests: it
///   passes `-F` and `synchronous_commit=off`, trusts every local user, keeps the programs in a
///   folder anyone can write, waits a minute for a server whose sidecar was killed and then fails,
///   and stops the server from a JVM shutdown hook, while calls are still being drained. Each can
///   be worked around; what is left of it then is a call of `initdb` and one of `pg_ctl`.
/// - *commons-compress and XZ for Java unpack.* `tar -xJ` was rejected: small images have no xz.
/// - *`pg_ctl start` launches.* It gives the server a session of its own, so that Ctrl-C does not
///   reach it before the sidecar has drained. `setsid` was rejected: macOS has none. Binding the
///   server's life to ours was rejected too: the kernel's parent-death signal is bound to a thread,
///   and a server that outlives a killed sidecar loses nothing.
/// - *An orphaned server is stopped, not taken over.* A fast stop takes a fraction of a second, and
///   the new server certainly has the settings and programs of this release.
/// - *A stand-alone backend creates the roles.* With `initdb --pwfile` and a connection there would
///   be a superuser that can log in.
/// - *Root uses `unshare -U`*: the server keeps access to root's files and loses root's powers.
///   Where user namespaces are forbidden, as in most containers, `setpriv` makes it `nobody`, which
///   owns the folder then; `su` was rejected, as it needs a login shell and PAM.
/// - *TCP on loopback*, as the JDBC driver knows no Unix socket without another library.
@NullMarked
package io.quorate.host.embedded;

import org.jspecify.annotations.NullMarked;
