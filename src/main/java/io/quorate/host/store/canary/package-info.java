/// The register of canaries in PostgreSQL, as Panache entities.
///
/// Rules:
/// - The tables are the migrations' alone: Hibernate neither makes nor checks them, and starts
///   without a connection.
/// - What is told of a change is kept on the connection of the transaction that makes it.
/// - Entities do not leave the package; nothing here is on a reply's path.
///
/// Decisions:
/// - Panache is for what people edit: few rows, each read, changed and listed as itself. What is
///   appended, summed or drawn under a lock is plain JDBC; one COPY for many rows, a sum that is
///   added to and a choice made by the database have no entity, and a session that tracks each row
///   would be work for nothing.
/// - A repository, instead of entities that find themselves: what wants the rows is handed them.
/// - A transaction is begun in the code, on a virtual thread. `@Transactional` was the alternative;
///   it would need a bean that is called through its proxy, and would hide what is one transaction.
@NullMarked
package io.quorate.host.store.canary;

import org.jspecify.annotations.NullMarked;
