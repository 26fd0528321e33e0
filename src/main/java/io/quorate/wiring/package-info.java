/// How the sidecar is put together: `main`, and the objects of the engine made from the machine.
///
/// Rules:
/// - Nothing is decided here. What is more than a constructor call belongs elsewhere.
/// - Start in the order in which a mistake is cheapest to find: the command line, the policy, the
///   database. Stop in the reverse order: calls in flight, the log, the database.
///
/// Decisions:
/// - Core and engine carry no annotation and are produced here as singletons, so that a simulator
///   or a test builds them with `new`.
/// - Our own PostgreSQL starts before the framework does, because the datasource wants its address
///   when it is made. A framework extension that starts one was the alternative; it starts a
///   throw-away server even where a database is configured.
/// - [Settings] are mapped by SmallRye Config twice, from the same declaration: by [SettingsReader]
///   from the environment alone, before the framework has its configuration, as policy and database
///   are chosen then; and by the framework, for whoever has them injected. What the first one
///   refuses never reaches the second.
@NullMarked
package io.quorate.wiring;

import org.jspecify.annotations.NullMarked;
