/// The policy while the sidecar runs: which one is in force, how it came to be, and what another
/// one would change.
///
/// [PolicyBook] holds the policy in force and has every change recorded. [Policies] answers what is
/// asked about policies. [Trials] tries a policy on recorded decisions.
///
/// Rules:
/// - A policy takes effect at once, whatever the log and the database are doing; its record follows
///   when they can take it. No record that it steered is stored before its text is.
/// - A policy that was refused changes nothing; its problems can be read until it is mended.
/// - A trial reads and never changes anything: neither policy nor reputation nor log.
///
/// Decisions:
/// - A trial reads on one thread and judges on as many as there are processors, in batches whose
///   results are taken up in the order of the log, so that it comes out the same however they fall.
///   One thread for all was the alternative; calls would wait less for it, and whoever tunes a
///   policy on a year of decisions would wait twice as long.
@NullMarked
package io.quorate.engine.policy;

import org.jspecify.annotations.NullMarked;
